/** How far a file has come, on one line of a terminal; where nobody looks nothing is said. */
export function progressOf(name: string, size: number): { at(sent: number): void; end(): void } {
  const { stderr } = process
  let shown = ''
  return {
    at(sent) {
      const line = `${name} ${Math.floor((100 * sent) / size)} %`
      if (!stderr.isTTY || line === shown) return
      stderr.write(`\r\u001b[K${line}`)
      shown = line
    },
    end() {
      if (shown !== '') stderr.write('\r\u001b[K')
      shown = ''
    },
  }
}
