import type { Config } from '#platform/config.ts'
import { systemCtx } from '#platform/ctx.ts'
import { findSite } from '#platform/site-directory.ts'
import { verify } from '#features/audit/service.ts'
import * as sites from '#features/sites/service.ts'
import { open } from './open.ts'

/** `audit-verify`: every site's chain, read again from the database. Ends with 1 when one is broken. */
export async function auditVerify(config: Config): Promise<number> {
  const opened = await open(config, { share: true })
  const ja = config.language === 'ja'
  let broken = 0
  for (const key of await sites.keys(opened.app)) {
    const site = await findSite(opened.app, key)
    if (!site) continue
    const found = await verify(systemCtx(opened.app, site, 'audit-verify command'))
    if (found.ok) {
      const until = found.sealedUpTo ?? '–'
      console.log(
        ja
          ? `${key}: 正常。記録 ${found.records} 件、署名 ${found.seals} 件（${until} まで）、未封印 ${found.waiting} 件`
          : `${key}: intact. ${found.records} records, ${found.seals} seals (up to ${until}), ${found.waiting} waiting for the sealer`,
      )
    } else {
      broken++
      const at = `${found.firstBad?.sequence} (${found.firstBad?.reason})`
      console.error(
        ja
          ? `${key}: 記録が書き換えられています。最初の異常: ${at}`
          : `${key}: BROKEN. First bad record: ${at}`,
      )
    }
  }
  await opened.close()
  return broken === 0 ? 0 : 1
}
