import pg from 'pg'
import type { Admin } from './process.ts'
import { secondServer } from './words.ts'

/** Kept for as long as we live: the session that holds our locks ends with us, however we end. */
export type Claim = {
  /** Gives the data folder back. True when nobody else uses the database now. */
  release(): Promise<boolean>
  /** Claims it anew after PostgreSQL was started again. */
  again(): Promise<void>
}

const serving = `hashtextextended('dozo serve', 0)`
const using = `hashtextextended('dozo use', 0)`

/** A server claims the data folder for itself, a command beside it only says that it is there. A second server gets a StartError. */
export async function claim(
  admin: Admin,
  { share, dataDir }: { share: boolean; dataDir: string },
): Promise<Claim> {
  let client: pg.Client | undefined

  async function take(): Promise<void> {
    const fresh = new pg.Client({
      ...admin,
      keepAlive: true,
      application_name: share ? 'dozo command' : 'dozo serve',
    })
    fresh.on('error', () => undefined)
    await fresh.connect()
    const { rows } = await fresh.query<{ free: boolean }>(
      `select ${share ? 'true' : `pg_try_advisory_lock(${serving})`} as free, pg_advisory_lock_shared(${using})`,
    )
    if (!rows[0]?.free) {
      await fresh.end()
      throw secondServer(dataDir)
    }
    client = fresh
  }

  async function release(): Promise<boolean> {
    if (!client) return false
    try {
      await client.query(`select pg_advisory_unlock_shared(${using})`)
      const { rows } = await client.query<{ alone: boolean }>(
        `select pg_try_advisory_lock(${using}) as alone`,
      )
      return rows[0]?.alone ?? false
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  await take()
  return { release, again: take }
}
