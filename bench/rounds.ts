// Two servers under the same load in turns (A B A B …): what else the machine does meets both, and the median of the ratios is kept.
import { node } from './dozo.ts'
import { median } from './measure.ts'

export type Load = { perSecond: number; p50: number; p97: number; bad: number }

export async function load(url: string, seconds: number, connections: number): Promise<Load> {
  const child = node(1, ['bench/load.ts', JSON.stringify({ url, duration: seconds, connections })])
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const result = JSON.parse(text) as Load
  if (result.bad > 0) throw new Error(`${result.bad} of the answers of ${url} were errors`)
  return result
}

export type Duel = { ours: Load[]; theirs: Load[]; ratio: number }
type Options = { rounds: number; seconds: number; connections: number }

/** One round each to warm up, then rounds in turns. */
export async function duel(
  ours: string,
  theirs: string,
  { rounds, seconds, connections }: Options,
): Promise<Duel> {
  for (const url of [ours, theirs]) await load(url, Math.min(2, seconds), connections)
  const result: Duel = { ours: [], theirs: [], ratio: 0 }
  for (let round = 0; round < rounds; round++) {
    result.ours.push(await load(ours, seconds, connections))
    result.theirs.push(await load(theirs, seconds, connections))
  }
  result.ratio = median(result.ours.map((one, i) => one.perSecond / result.theirs[i]!.perSecond))
  return result
}

export const rateOf = (loads: readonly Load[]): number => median(loads.map((one) => one.perSecond))
export const slowOf = (loads: readonly Load[]): number => median(loads.map((one) => one.p97))
