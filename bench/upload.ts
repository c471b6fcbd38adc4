import { once } from 'node:events'
import { closeSync, createReadStream, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Upload } from 'tus-js-client'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { startDozo } from './dozo.ts'
import { median, printTable, timed, whole } from './measure.ts'
import { startRival, type Rival } from './rival.ts'

const megabyte = 1024 * 1024
const leastRatio = 0.5
const mostGrowth = 1.25

/** Two gigabytes in one file: how fast, and whether the server's memory knows how long the file is. */
export const upload: Bench = {
  name: 'upload',
  compares:
    'an upload of 2 GB by tus / a bare `node:http` that pipes to the disk, with SHA-256 and a flush at the end; resident memory at its peak / before',
  goal: `>= ${leastRatio}x; memory <= ${mostGrowth}x`,
  async run({ rounds = 3, megabytes = 2048 }) {
    const dozo = await startDozo()
    const rival = await startRival(dozo, 'rival-upload.ts')
    try {
      const file = join(dozo.dataDir, 'source.bin')
      // What has been read for the first time stays: code, buffers, connections.
      sized(file, 256 * megabyte)
      await toDozo(dozo, file, 'warm.bin')
      await toRival(rival, file)
      sized(file, megabytes * megabyte)
      const rows: string[][] = []
      const ratios: number[] = []
      const growths: number[] = []
      for (let round = 1; round <= rounds; round++) {
        const before = memoryOf(dozo.pid())
        const ms = await timed(() => toDozo(dozo, file, `round-${round}.bin`))
        const after = memoryOf(dozo.pid())
        const rivalMs = await timed(() => toRival(rival, file))
        ratios.push(rivalMs / ms)
        growths.push(after.peak / before.now)
        const mbs = [ms, rivalMs].map((each) => whole((megabytes * 1000) / each))
        const memory = [before.now, after.peak, after.now].map(whole)
        rows.push([String(round), ...mbs, ratios.at(-1)!.toFixed(2), ...memory, growths.at(-1)!.toFixed(2)])
      }
      printTable(
        ['round', 'MB/s', 'bare MB/s', 'ratio', 'MB before', 'MB peak', 'MB after', 'peak / before'],
        rows,
      )
      const [value, growth] = [median(ratios), median(growths)]
      console.log(`\nmemory at its peak ${growth.toFixed(2)}x of what it was before`)
      return { value, unit: 'x', ok: value >= leastRatio && growth <= mostGrowth }
    } finally {
      await rival.end()
      await dozo.end()
    }
  },
}

/** Zeros, of which the disk knows only how many: reading them costs both sides the same. */
function sized(file: string, bytes: number): void {
  const descriptor = openSync(file, 'w')
  ftruncateSync(descriptor, bytes)
  closeSync(descriptor)
}

/** Done when there is a file; it makes room for the next one. */
async function toDozo(dozo: Dozo, file: string, filename: string): Promise<void> {
  const done = Promise.withResolvers<string | undefined>()
  const bytes = createReadStream(file) as unknown as Buffer
  new Upload(bytes, {
    endpoint: `${dozo.consoleUrl}/manage/v1/sites/main/uploads`,
    headers: { authorization: dozo.authorization() },
    metadata: { filename },
    retryDelays: null,
    onSuccess: ({ lastResponse }) => done.resolve(lastResponse.getHeader('Dozo-File')),
    onError: done.reject,
  }).start()
  const id = await done.promise
  await dozo.call('DELETE', `/files/${id}`, undefined, { ifMatch: 1 })
  await dozo.call('POST', `/files/${id}/purge`)
}

async function toRival({ origin }: Rival, file: string): Promise<void> {
  const asked = request(origin, { method: 'PUT' })
  const [[answer]] = await Promise.all([once(asked, 'response'), pipeline(createReadStream(file), asked)])
  await answer.toArray()
}

/** Megabytes resident now, and the most since it was last asked. */
function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024
  const memory = { now: of('VmRSS'), peak: of('VmHWM') }
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  return memory
}
