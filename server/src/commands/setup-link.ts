import type { Config } from '#platform/config.ts'
import * as instance from '#features/instance/service.ts'
import { open } from './open.ts'

/** `setup-link`: a fresh one, for who lost the one that the start printed. */
export async function setupLink(config: Config): Promise<number> {
  const opened = await open(config, { share: true })
  const link = await instance.newSetupLink(opened.app)
  await opened.close()
  const ja = config.language === 'ja'
  if (!link) {
    console.error(ja ? 'すでにオーナーがいます。' : 'There already is an owner.')
    return 1
  }
  console.log(`${config.consoleUrl}/setup?token=${link.token}`)
  return 0
}
