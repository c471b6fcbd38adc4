import { rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { newHome, startServer } from './server.ts'

/** The first start, which makes the database and the sample, once for all journeys that do not watch it: they take a copy. */
export default async function prepare(): Promise<() => Promise<void>> {
  if (platform() === 'win32') return async () => undefined
  const home = await newHome()
  const data = join(home, 'data')
  const server = await startServer({ DOZO_DATA: data })
  await server.stop()
  process.env['TEST_PREPARED'] = data
  return () => rm(home, { recursive: true, force: true })
}
