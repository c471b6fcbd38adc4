// Every address of a list once, from a process of its own on the other core.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node } from './dozo.ts'

type Options = { origin: string; folder: string; atOnce: number; method?: string }

/** Answers per second. Throws when any of them is an error. */
export async function onceEach(
  lines: readonly string[],
  { origin, folder, atOnce, method = 'GET' }: Options,
): Promise<number> {
  const file = join(folder, 'bench-addresses.txt')
  writeFileSync(file, lines.join('\n'))
  const child = node(1, ['bench/load-list.ts', JSON.stringify({ origin, file, at_once: atOnce, method })])
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const { ms, count, bad } = JSON.parse(text) as { ms: number; count: number; bad: number }
  if (bad > 0) throw new Error(`${bad} of ${count} answers of ${origin} were errors`)
  return (count * 1000) / ms
}
