// Where a stretch of time goes, measured on both sides of the wire: a sampling profile of the server's process, and what PostgreSQL's own
// log says about each statement. Watching costs something, so it is not done in the rounds that are compared.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { printTable, whole } from './measure.ts'

/** Milliseconds by part. */
type Times = Map<string, number>
/** What a stack frame (`file function`) or a statement (`application|text`) that matches is counted as. The first that matches counts. */
export type Parts = readonly (readonly [RegExp, string])[]

/** What writing an entry consists of, by the same names on both sides. */
export const rowParts: Parts = [
  [/insert into entries |putEntries$/, 'entry rows'],
  [/entry_versions|addVersions$/, 'version rows'],
  [/entry_index|addIndex$|addIndexRows$|indexInsert$| indexRows$/, 'index rows'],
  [/entry_refs|addRefs$| refRows$/, 'relation rows'],
  [/entry_uniques|addUniques$|keysTaken/, 'unique values'],
]
/** What the server does besides, or behind it. */
export const serverBehind: Parts = [
  [/features\/search\/|search-tokens\.ts/, 'search rows, behind it'],
  [/features\/audit\/|platform\/events\//, 'events and audit'],
]
export const inPostgres: Parts = [
  [/^dozo: (search|events for search|site of events)/, 'search rows, behind it'],
  [/^dozo: (audit|events for audit)|audit_|into events/, 'events and audit'],
  ...rowParts,
  [/\|commit/, 'commit'],
  [/\|(select|begin|savepoint|release)/, 'looking things up'],
  [/imports|site_counters/, 'progress and numbers'],
]

const add = (times: Times, part: string, ms: number) => times.set(part, (times.get(part) ?? 0) + ms)

/** Both sides, while `work` runs. */
export async function watched(
  dozo: Dozo,
  inspector: number,
  { inServer, inPostgres }: { inServer: Parts; inPostgres: Parts },
  work: () => Promise<void>,
): Promise<{ server: Times; postgres: Times }> {
  let server: Times = new Map()
  const postgres = await logged(dozo, inPostgres, async () => {
    server = await profiled(inspector, inServer, work)
  })
  return { server, postgres }
}

/** Milliseconds of work by part, of `per` pieces of work if there were several. */
export function printParts({ server, postgres }: { server: Times; postgres: Times }, per = 1): void {
  const digits = per > 1 ? 3 : 0
  const said = (ms: number) => (digits ? (ms / per).toFixed(digits) : whole(ms))
  const sum = (times: Times) => [...times.values()].reduce((total, ms) => total + ms, 0)
  const parts = [...new Set([...server.keys(), ...postgres.keys()])]
  const total = (part: string) => (server.get(part) ?? 0) + (postgres.get(part) ?? 0)
  const cell = (times: Times, part: string) => (times.has(part) ? said(times.get(part)!) : '')
  printTable(
    ['part', 'server', 'PostgreSQL'],
    [
      ...parts
        .toSorted((a, b) => total(b) - total(a))
        .map((part) => [part, cell(server, part), cell(postgres, part)]),
      ['sum', said(sum(server)), said(sum(postgres))],
    ],
  )
}

type Node = { id: number; callFrame: { functionName: string; url: string }; children?: number[] }
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] }

/** Profiles the process whose inspector listens on the port while `work` runs. A sample counts for the innermost frame that is known. */
async function profiled(port: number, parts: Parts, work: () => Promise<void>): Promise<Times> {
  const inspector = await openInspector(port)
  await inspector.ask('Profiler.enable')
  await inspector.ask('Profiler.setSamplingInterval', { interval: 500 })
  await inspector.ask('Profiler.start')
  await work()
  const { profile } = (await inspector.ask('Profiler.stop')) as { profile: Profile }
  inspector.close()
  const part = partsOf(profile.nodes, parts)
  const times: Times = new Map()
  for (const [i, id] of profile.samples.entries()) add(times, part.get(id)!, profile.timeDeltas[i]! / 1000)
  times.delete('(idle)')
  return times
}

function partsOf(nodes: Node[], parts: Parts): Map<number, string> {
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])))
  const known = new Map<number, string>()
  // A parent comes before its children.
  for (const { id, callFrame } of nodes) {
    const frame = `${callFrame.url} ${callFrame.functionName}`
    const found = parts.find(([pattern]) => pattern.test(frame))?.[1]
    const own = /^\((idle|garbage collector)\)$/.exec(callFrame.functionName)?.[0]
    known.set(id, own ?? found ?? known.get(parents.get(id) ?? -1) ?? 'rest')
  }
  return known
}

async function openInspector(port: number) {
  const list = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(list[0]!.webSocketDebuggerUrl)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  let last = 0
  return {
    ask(method: string, params: object = {}): Promise<unknown> {
      const id = ++last
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((resolve, reject) => {
        const hear = ({ data }: MessageEvent) => {
          const answer = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: unknown }
          if (answer.id !== id) return
          socket.removeEventListener('message', hear)
          if (answer.error) reject(new Error(JSON.stringify(answer.error)))
          else resolve(answer.result)
        }
        socket.addEventListener('message', hear)
      })
    },
    close: () => socket.close(),
  }
}

/** Adds up what PostgreSQL says each statement took (reading it, planning it and running it) while `work` runs. */
async function logged(dozo: Dozo, parts: Parts, work: () => Promise<void>): Promise<Times> {
  const log = join(dozo.dataDir, 'logs', 'postgres.log')
  const client = await dozo.connect('postgres')
  const settings = [
    `log_min_duration_statement = 0`,
    `log_parameter_max_length = 0`,
    `log_line_prefix = '%a|'`,
  ]
  for (const setting of settings) await client.query(`alter system set ${setting}`)
  await client.query('select pg_reload_conf()')
  await wait(500)
  const before = readFileSync(log).length
  await work()
  await client.query('alter system reset all')
  await client.query('select pg_reload_conf()')
  await wait(500)
  await client.end()
  const times: Times = new Map()
  const said = readFileSync(log).subarray(before).toString('utf8')
  for (const line of said.split(/\n(?=[^\n|]*\|LOG:)/)) {
    const found =
      /^([^|]*)\|LOG: +duration: ([\d.]+) ms +(?:statement|(?:parse|bind|execute) [^:]*): ([^]*)/.exec(line)
    if (!found) continue
    const [, application, ms, text] = found
    const statement = `${application}|${text!.replace(/\s+/g, ' ').trim()}`
    add(times, parts.find(([pattern]) => pattern.test(statement))?.[1] ?? 'rest', Number(ms))
  }
  return times
}
