// Files are looked at by a virus scanner where there is one. While it cannot be asked they wait: nobody gets their bytes before.
import type { App } from '#platform/app.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { DoctorCheck, Finding } from '#platform/doctor.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { inSites } from '#platform/site-directory.ts'
import { scan, ScannerGone, versionOf, type Scanner } from './scanner.ts'
import { purgeRow, switched, tell } from './service.ts'
import * as scanSql from './scan-sql.ts'
import * as sql from './sql.ts'
import { objectOf } from './upload.ts'

const block = 20

/** Each minute, where there is a scanner: what waits for it. */
export const scanHeld: JobDefinition = {
  name: 'files.scan',
  label: { ja: '待っているファイルをウイルス検査する', en: 'Scan waiting files for viruses' },
  maxAttempts: 1,
  cron: { pattern: '* * * * *', timeZone: 'UTC' },
  async run({ app, signal }) {
    if (!app.config.scanner) return
    for await (const ctx of inSites(app, 'scan for viruses', scanSql.sitesWithHeld()))
      if (!(await scanSite(ctx, signal))) return
  },
}

/** False when the scanner cannot be asked. */
async function scanSite(ctx: Ctx, signal: AbortSignal): Promise<boolean> {
  const scanner = ctx.app.config.scanner!
  for (let after = ''; ; signal.throwIfAborted()) {
    const waiting = await scanSql.held(ctx, after, block)
    for (const one of waiting) {
      const object = objectOf(ctx.site.id, one.id)
      try {
        const verdict = await scan(scanner, ctx.app.storage.get(object))
        if (verdict === 'clean') await ctx.tx((tx) => release(tx, one))
        else if (verdict !== 'too large') await refuse(ctx, one, verdict.found)
        // Nothing was found in it, and it may be let through by a higher limit: it goes on waiting.
        else
          ctx.app.log.warn({ file: one.file_id }, 'a file is longer than the virus scanner takes, and waits')
      } catch (error) {
        ctx.app.log.warn({ err: error, file: one.file_id }, 'a file waits for the virus scanner')
        // One that cannot be scanned keeps no other one waiting.
        if (error instanceof ScannerGone && !(await answers(scanner))) return false
      }
    }
    if (waiting.length < block) return true
    after = waiting.at(-1)!.id
  }
}

const answers = (scanner: Scanner): Promise<boolean> =>
  versionOf(scanner).then(
    () => true,
    () => false,
  )

/** What replaced the bytes of a file takes their place only now. */
async function release(tx: Tx, { file_id, version }: scanSql.HeldRow): Promise<void> {
  const row = await sql.lock(tx, file_id)
  if (!row) return
  await scanSql.release(tx, file_id, version)
  const content = await scanSql.version(tx, file_id, version)
  if (row.version === version) tell(tx, 'released', row)
  else if (content && version > row.version) await switched(tx, row, version, content)
}

/** The version goes with its bytes; a file that has no other goes whole. */
async function refuse(ctx: Ctx, { file_id, version, id }: scanSql.HeldRow, found: string): Promise<void> {
  const gone = await ctx.tx(async (tx) => {
    const row = await sql.lock(tx, file_id)
    if (!row) return []
    tell(tx, 'infected', row, { found: { after: found }, version: { after: version } })
    if (row.version === version) {
      const other = await scanSql.lastOther(tx, file_id, version)
      if (!other) return purgeRow(tx, row)
      await sql.setVersion(tx, file_id, other.version, other)
    }
    await scanSql.removeVersion(tx, file_id, version)
    return [id]
  })
  for (const object of gone) await ctx.app.storage.remove(objectOf(ctx.site.id, object))
}

export const scannerCheck: DoctorCheck = {
  name: 'scanner',
  title: { ja: 'ウイルス検査', en: 'Virus scanner' },
  run: scannerFindings,
}

async function scannerFindings(app: App): Promise<Finding[]> {
  const { scanner } = app.config
  if (!scanner)
    return [
      {
        level: 'advice',
        words: {
          ja: 'アップロードされたファイルのウイルス検査はしていません。ClamAVがあれば DOZO_CLAMD に指定してください。',
          en: 'Uploaded files are not scanned for viruses. Where there is a ClamAV, name it in DOZO_CLAMD.',
        },
      },
    ]
  const at = `${scanner.host}:${scanner.port}`
  try {
    const version = await versionOf(scanner)
    return [
      {
        level: 'ok',
        words: {
          ja: `ウイルス検査は ${at}（${version}）です。`,
          en: `Viruses are looked for by ${at} (${version}).`,
        },
      },
    ]
  } catch {
    return [
      {
        level: 'broken',
        words: {
          ja: `ウイルス検査（${at}）に接続できません。アップロードされたファイルは待たされています。`,
          en: `The virus scanner at ${at} cannot be reached. Uploaded files wait.`,
        },
      },
    ]
  }
}
