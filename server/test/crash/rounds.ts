// Rounds of writing, killing and looking at what is left.
import { setTimeout as wait } from 'node:timers/promises'
import { caughtUp } from './dozo-database.ts'
import { killDatabase, type Dozo } from './dozo-process.ts'
import { disagreements } from './agreement.ts'
import { noteType, noteValues } from './note-type.ts'
import { randomFrom } from './random-from.ts'
import { acknowledged, importer, lost, newLedger, writer, type Round } from './writers.ts'

/** Writes of a round without which its kill would prove nothing. */
export const enough = 10
const victims = ['server', 'database', 'both'] as const
export type Outcome = {
  victim: (typeof victims)[number]
  /** From the first write to the kill. */
  afterMs: number
  /** Writes of this round that were answered with 2xx. */
  promised: number
  /** From the kill until a write succeeded again, and until everything was at rest. */
  wellMs: number
  restMs: number
  /** Promised in this or an earlier round, and gone. */
  lost: string[]
  /** What does not agree, and answers that nobody should get. */
  wrong: string[]
}

type Options = { rounds: number; seed: number; writers?: number; lines?: number; most?: number }

/** One after the other, on the same data. `most`: longest time before a kill, milliseconds. `lines`: of the import that runs meanwhile. */
export async function* crashRounds(
  dozo: Dozo,
  { rounds, seed, writers = 6, lines = 4000, most = 3000 }: Options,
): AsyncGenerator<Outcome> {
  const random = randomFrom(seed)
  const ledger = newLedger()
  await dozo.call('POST', '/content-types', noteType)
  for (let number = 0; number < rounds; number++) {
    const victim = victims[(number + seed) % victims.length]!
    const afterMs = Math.round(200 + random() * (most - 200))
    const round: Round = { name: `r${number}`, over: false, refusals: [] }
    const before = acknowledged(ledger)
    const running = [
      importer(dozo, ledger, round, { number, lines, random: randomFrom(seed + number) }),
      ...Array.from({ length: writers }, (_, i) =>
        writer(dozo, ledger, round, `w${i}`, randomFrom(seed + 1000 * number + i)),
      ),
    ]
    await wait(afterMs)
    // On a slow machine the kill waits until there is something to lose.
    for (let tries = 0; tries < 600 && acknowledged(ledger) - before <= enough; tries++) await wait(50)
    round.over = true
    const killedAt = performance.now()
    await kill(dozo, victim)
    await Promise.all(running)
    if (victim !== 'database') await dozo.start()
    await well(dozo, round)
    const wellMs = performance.now() - killedAt
    const wrong = await look(dozo, false)
    await caughtUp(dozo, 120_000)
    const restMs = performance.now() - killedAt
    wrong.push(...(await look(dozo, true)), ...round.refusals, ...(await brokenChain(dozo)))
    const client = await dozo.connect('postgres')
    const gone = await lost(client, ledger).finally(() => client.end())
    const promised = acknowledged(ledger) - before
    yield { victim, afterMs, promised, wellMs, restMs, lost: gone, wrong: [...new Set(wrong)] }
  }
}

async function kill(dozo: Dozo, victim: Outcome['victim']): Promise<void> {
  if (victim !== 'server') killDatabase(dozo.dataDir)
  if (victim !== 'database') await dozo.kill()
}

/** Until a write is acknowledged again. "Not now" is the only other answer that anybody should get until then. */
async function well(dozo: Dozo, round: Round): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const values = noteValues(`${round.name}-well-${tries}`, `${round.name} well`, () => 0)
    const answer = await dozo.call('POST', '/entries', { type: 'note', values }, { any: true })
    if (answer.status === 201) return
    if (answer.status !== 503) round.refusals.push(`${answer.status} ${JSON.stringify(answer.body)}`)
    await wait(100)
  }
  throw new Error('a minute after the kill nothing can be written')
}

async function look(dozo: Dozo, atRest: boolean): Promise<string[]> {
  const client = await dozo.connect('postgres')
  return disagreements(client, atRest).finally(() => client.end())
}

/** What `dozo audit verify` asks. */
async function brokenChain(dozo: Dozo): Promise<string[]> {
  const { data } = (await dozo.call('POST', '/audit/verify')).body
  return data.ok && data.waiting === 0 ? [] : [`the audit chain is broken: ${JSON.stringify(data)}`]
}
