import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { session } from '../login-file.ts'
import { refuse, say } from '../words.ts'

export async function explain([url]: string[]): Promise<void> {
  if (!url) refuse('使い方: dozo cache explain URL', 'Usage: dozo cache explain URL')
  const { client, site } = session()
  const { data } = await client.cache.explain({ site, query: { url: url! } })
  console.log(data.why)
  for (const tag of data.tags) console.log(`  ${tag}`)
  if (data.until) console.log(say(`期限: ${data.until}`, `Until ${data.until}`))
}

export async function verifyAudit(): Promise<void> {
  const { client, site } = session()
  const { data } = await client.audit.verify({ site })
  if (!data.ok) {
    refuse(
      `監査ログが書き換えられています。最初の異常: ${data.firstBad?.sequence} (${data.firstBad?.reason})`,
      `The audit log is BROKEN. First bad record: ${data.firstBad?.sequence} (${data.firstBad?.reason})`,
    )
  }
  console.log(
    say(
      `監査ログは正常です。記録 ${data.records} 件、署名 ${data.seals} 件、未封印 ${data.waiting} 件`,
      `The audit log is intact. ${data.records} records, ${data.seals} seals, ${data.waiting} waiting for the sealer`,
    ),
  )
}

export async function removeSample(): Promise<void> {
  const { client, site } = session()
  const { data } = await client.sample.remove({ site })
  console.log(
    say(`サンプル ${data.entries} 件を削除しました。`, `${data.entries} sample entries were removed.`),
  )
  if (data.kept.length > 0) {
    console.log(
      say(
        `書き足されたコンテンツがあるため残した定義: ${data.kept.join(', ')}`,
        `Kept, because people have written in them: ${data.kept.join(', ')}`,
      ),
    )
  }
}

/** Offline verbs are the server's own commands, on this machine's data folder. */
export function offline(name: string): (args: string[]) => Promise<void> {
  return (args) =>
    new Promise((resolve, reject) => {
      const main = join(import.meta.dirname, '../../../server/src/main.ts')
      const child = spawn(process.execPath, [main, name, ...args], { stdio: 'inherit' })
      child.on('error', reject)
      child.on('exit', (code) => {
        process.exitCode = code ?? 1
        resolve()
      })
    })
}
