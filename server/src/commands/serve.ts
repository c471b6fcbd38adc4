import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/config.ts'
import { channels } from '#platform/create-app.ts'
import { listen } from '#platform/db/listen.ts'
import { StartError } from '#platform/db/start-error.ts'
import { startReaders } from '#platform/events/readers.ts'
import { openAccessLog } from '#platform/http/access-log.ts'
import { openConsoleDoor } from '#platform/http/console-door.ts'
import { pace } from '#platform/http/pace.ts'
import { openSiteDoor } from '#platform/http/site-door.ts'
import { startCron } from '#platform/jobs/cron.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { keepHeapSmall } from '#platform/heap.ts'
import { createMetrics } from '#platform/metrics.ts'
import { open, type Opened } from './open.ts'
import { greeting } from './greeting.ts'

/** `dozo serve`: everything in one process, or a part of it by DOZO_ROLE. Ends on SIGINT or SIGTERM: requests, then jobs, then database. */
export async function serve(config: Config): Promise<void> {
  keepHeapSmall()
  // From the first moment on: a start that is broken off would leave the database behind.
  const stopped = wishToStop()
  const opened = await open(config)
  const running = await start(config, opened)
  if (config.role !== 'worker') console.log(await greeting(opened.app))
  await stopped
  await running.stop()
}

export type Running = { stop(): Promise<void> }

export async function start(config: Config, { app, connection, log, close }: Opened): Promise<Running> {
  let draining = false
  const http = config.role !== 'worker'
  const work = config.role !== 'http'
  const metrics = createMetrics()
  const accessLog = await openedOr(close, () => openAccessLog(config, (line) => metrics.answered(line)))
  const readers = work ? startReaders(app) : undefined
  const listening = listen(
    {
      [channels.changes]: (tags, sender) => {
        if (sender !== app.sender) app.changes.mark(tags.includes('*') ? null : tags)
      },
      [channels.events]: () => readers?.wake(),
    },
    { connection, log, onLost: () => app.changes.mark(null) },
  )
  await listening.ready
  const worker = work ? await startWorker(app) : undefined
  const cron = work ? startCron(app) : undefined
  const doors: FastifyInstance[] = []
  const stop = async () => {
    draining = true
    // An object storage that hangs does not hold up the end.
    setTimeout(() => app.storage.giveUp?.(), pace.stoppingMs).unref()
    await Promise.all(doors.map((door) => door.close()))
    await cron?.stop()
    await worker?.stop()
    await readers?.stop()
    await listening.stop()
    await accessLog.close()
    await close()
  }
  try {
    if (http) {
      const consoleDoor = await openConsoleDoor(app, accessLog, metrics, () => draining)
      const site = openSiteDoor(app, accessLog, () => draining)
      doors.push(consoleDoor, site)
      await listenAt(consoleDoor, config.host, config.port, 'DOZO_PORT')
      await listenAt(site, config.host, config.sitePort, 'DOZO_SITE_PORT')
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

/** What cannot be opened ends the start, and the database that was opened before goes with it. */
async function openedOr<T>(close: () => Promise<void>, open: () => T): Promise<T> {
  try {
    return open()
  } catch (error) {
    await close()
    throw error
  }
}

async function listenAt(door: FastifyInstance, host: string, port: number, setting: string): Promise<void> {
  try {
    await door.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new StartError({
        ja: `ポート ${port} は別のプログラムが使っています。そちらを止めるか、${setting} で別のポートを指定してください。`,
        en: `Port ${port} is in use by another program. Stop it, or choose another port with ${setting}.`,
      })
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartError({
        ja: `${host}:${port} で待ち受けできません（${code}）。DOZO_HOST と ${setting} を確認してください。`,
        en: `Cannot listen on ${host}:${port} (${code}). Check DOZO_HOST and ${setting}.`,
      })
    }
    throw error
  }
}

/** One wish to stop can arrive several times: from the terminal or the service manager, and passed on by npm. */
const oneWishMs = 1000

/** Resolves with the first signal to stop; another one, a second or more later, ends the process at once. */
function wishToStop(): Promise<void> {
  return new Promise((resolve) => {
    let since: number | undefined
    const onSignal = () => {
      if (since !== undefined && performance.now() - since > oneWishMs) process.exit(1)
      since ??= performance.now()
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}
