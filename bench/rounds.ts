// Two servers under the same load in turns (A B A B …): what else the machine does meets both, and the median of the ratios is kept.
import { node } from './dozo.ts'
import { median } from './measure.ts'

export type Load = { perSecond: number; p50: number; p97: number; bad: number }

/** One load generator per core that neither the server nor, where it works, the database needs: one alone ends at 50,000 answers a second. */
export async function load(url: string, seconds: number, connections: number, generators = 1): Promise<Load> {
  const each = Math.ceil(connections / generators)
  const loads = await Promise.all(
    Array.from({ length: generators }, (_, i) => generate(1 + i, url, seconds, each)),
  )
  return {
    perSecond: loads.reduce((sum, one) => sum + one.perSecond, 0),
    p50: median(loads.map((one) => one.p50)),
    p97: median(loads.map((one) => one.p97)),
    bad: loads.reduce((sum, one) => sum + one.bad, 0),
  }
}

async function generate(core: number, url: string, duration: number, connections: number): Promise<Load> {
  const child = node(core, ['bench/load.ts', JSON.stringify({ url, duration, connections })])
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const result = JSON.parse(text) as Load
  if (result.bad > 0) throw new Error(`${result.bad} of the answers of ${url} were errors`)
  return result
}

export type Duel = { ours: Load[]; theirs: Load[]; ratio: number }
type Options = { rounds: number; seconds: number; connections: number; generators?: number }

/** One round each to warm up, then rounds in turns. */
export async function duel(
  ours: string,
  theirs: string,
  { rounds, seconds, connections, generators = 1 }: Options,
): Promise<Duel> {
  for (const url of [ours, theirs]) await load(url, Math.min(2, seconds), connections, generators)
  const result: Duel = { ours: [], theirs: [], ratio: 0 }
  for (let round = 0; round < rounds; round++) {
    result.ours.push(await load(ours, seconds, connections, generators))
    result.theirs.push(await load(theirs, seconds, connections, generators))
  }
  result.ratio = median(result.ours.map((one, i) => one.perSecond / result.theirs[i]!.perSecond))
  return result
}

export const rateOf = (loads: readonly Load[]): number => median(loads.map((one) => one.perSecond))
export const slowOf = (loads: readonly Load[]): number => median(loads.map((one) => one.p97))
