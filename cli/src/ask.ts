import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

let piped: AsyncIterator<string> | undefined

/** One line from the terminal (hidden for passwords) or from a pipe, one line per question. */
export async function ask(question: string, { hidden = false } = {}): Promise<string> {
  if (!process.stdin.isTTY) {
    piped ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]()
    return ((await piped.next()).value as string | undefined) ?? ''
  }
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: process.stdin,
    output: hidden ? nowhere : process.stderr,
    terminal: true,
  })
  const answer = await new Promise<string>((resolve) => lines.question('', resolve))
  lines.close()
  if (hidden) process.stderr.write('\n')
  return answer
}
