const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u
const width = (text: string) => [...text].reduce((sum, c) => sum + (wide.test(c) ? 2 : 1), 0)

/** Columns that line up, also where characters are two cells wide. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, i) => Math.max(...rows.map((row) => width(row[i] ?? ''))))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + ' '.repeat(widths[i]! - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A bar that is drawn again in its place, with both amounts as `told` tells them; nothing where standard error is no terminal. */
export function progress(label: string, told: (amount: number) => string = String) {
  let last = -1
  return {
    at(done: number, total: number): void {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
      if (percent === last) return
      last = percent
      if (!process.stderr.isTTY) return
      const filled = Math.round(percent / 4)
      process.stderr.write(
        `\r${label} [${'█'.repeat(filled)}${'·'.repeat(25 - filled)}] ${told(done)}/${told(total)} `,
      )
    },
    end(): void {
      if (process.stderr.isTTY && last >= 0) process.stderr.write('\n')
      last = -1
    },
  }
}
