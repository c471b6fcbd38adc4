import type { Log } from '#platform/log.ts'
import { claim, type Claim } from './embedded/claim.ts'
import { initialise, isInitialised, makeDatabase, passwordOf } from './embedded/initialise.ts'
import { memorySettings } from './embedded/memory.ts'
import { findPlaces, type Places } from './embedded/places.ts'
import { alive, answers, end, findRunning, launch, type Admin } from './embedded/process.ts'

export type Embedded = {
  connection: { host: string; port: number; user: string; password: string; database: string }
  /** Process id of the postgres that runs now; another one after a restart. */
  pid(): number
  /**
   * Ends PostgreSQL: sessions are cut, everything is written out; after 20 seconds (or with `immediate`) at once, from which the next
   * start recovers. With `share` only the last one out does so.
   */
  stop(options?: { immediate?: boolean }): Promise<void>
}

type Options = {
  dataDir: string
  log: Log
  /** For commands beside a running server: use its database, do not claim it. */
  share?: boolean
  /** In which tables are kept; nothing or 0: what suits the machine. */
  memoryMb?: number
  /** More settings of PostgreSQL. Tests switch fsync off, which loses data in a power cut: nothing else may. */
  settings?: Record<string, string>
}

/**
 * Starts the embedded PostgreSQL on a private unix socket (on Windows: a loopback port), or adopts the one that a killed server left
 * behind. A lock held inside the database for as long as we live tells a second server from an orphan. A postgres that dies is started
 * again, after longer and longer pauses. Throws StartError in words.
 */
export async function startEmbedded({
  dataDir,
  log,
  share = false,
  memoryMb = 0,
  settings: more = {},
}: Options): Promise<Embedded> {
  const settings = { ...memorySettings(memoryMb), ...more }
  const places = await findPlaces(dataDir)
  const password = passwordOf(dataDir, isInitialised(places))
  if (!isInitialised(places)) initialise(places, password)
  if (places.identity) log.info(`PostgreSQL runs as user id ${places.identity.uid}`)
  const admin = { host: places.host, port: places.port, user: 'postgres', password, database: 'postgres' }
  const cluster = await cover(places, admin, settings)
  // Refused, we leave the cluster alone even if it is our child: of two first starts at once the other one has claimed it.
  const claimed = await claim(admin, { share, dataDir })
  try {
    await makeDatabase(admin, password)
  } catch (error) {
    if (await claimed.release()) await cluster.end(false)
    throw error
  }
  const keeper = share ? undefined : keep(cluster, claimed, log)
  let stopped: Promise<void> | undefined
  const stop = async (immediate: boolean) => {
    await keeper?.stop()
    const last = await claimed.release()
    if (last || !share) await cluster.end(immediate)
  }
  return {
    connection: { ...admin, user: 'dozo', database: 'dozo' },
    pid: cluster.pid,
    stop: ({ immediate = false } = {}) => (stopped ??= stop(immediate)),
  }
}

type Cluster = Awaited<ReturnType<typeof cover>>

/** The postgres on this data folder, adopted or launched, until it answers. */
async function cover(places: Places, admin: Admin, settings: Record<string, string>) {
  const adopted = await findRunning(places, admin)
  let child = adopted === undefined ? launch(places, settings) : undefined
  let pid = adopted ?? child?.pid ?? -1
  const isGone = () => (child ? child.exitCode !== null || child.signalCode !== null : !alive(pid))
  await answers(admin, places, isGone)
  if (child && isGone()) {
    // Another start was faster, and it is that one's postgres that answers.
    child = undefined
    pid = (await findRunning(places, admin)) ?? pid
  }
  return {
    pid: () => pid,
    isGone,
    async again() {
      child = launch(places, settings)
      pid = child.pid ?? -1
      await answers(admin, places, isGone)
    },
    end: (immediate: boolean) => end(places, pid, { isGone, immediate }),
  }
}

/** Looks after it every half second, because an adopted one is not our child and cannot tell us when it ends. */
function keep(cluster: Cluster, claimed: Claim, log: Log): { stop(): Promise<void> } {
  let stopped = false
  let failures = 0
  let looking = Promise.resolve()

  const look = async () => {
    if (!cluster.isGone()) return
    log.error('PostgreSQL has stopped; starting it again')
    try {
      await cluster.again()
      await claimed.again()
      failures = 0
    } catch (error) {
      failures++
      log.error({ err: error, failures }, 'PostgreSQL did not start again')
    }
  }
  const plan = () =>
    setTimeout(
      () => {
        looking = look().then(() => {
          if (!stopped) timer = plan()
        })
      },
      Math.min(30_000, 500 * 2 ** failures),
    ).unref()
  let timer = plan()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      if (cluster.isGone()) return
      await looking
    },
  }
}
