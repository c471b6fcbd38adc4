import type { Config } from '#platform/config.ts'
import { open } from './open.ts'

/** `migrate`: brings the database up to date and ends. */
export async function migrateOnly(config: Config): Promise<void> {
  const opened = await open(config, { share: true })
  await opened.close()
}
