import type { ImportPreview } from '@dozo/client'
import { limits } from '@dozo/content-model/limits'
import type { Session } from '../login-file.ts'
import { table } from '../print.ts'
import { say } from '../words.ts'

type Asked = { type: string; format: 'ndjson' | 'csv' | 'xlsx'; encoding?: 'utf-8' | 'cp932' }

/** `entries import TYPE FILE --preview`: columns with samples, and where an import would put them. Writes nothing. */
export async function preview({ client, site }: Session, query: Asked, file: Blob): Promise<void> {
  const body = query.format === 'xlsx' ? file : file.slice(0, limits.importPreviewBytes)
  const { data } = await client.imports.preview({ site, query, body })
  const heads = [say('列', 'column'), say('行き先', 'goes to'), say('値の例', 'samples')]
  const rows = data.columns.map((column) => [
    shown(column.name, 40),
    targetOf(column),
    column.samples.map((one) => shown(one, 24)).join(' | '),
  ])
  console.log(table([heads, ...rows]))
  const { encoding, byteOrderMark, rows: looked, whole } = data
  console.error(
    [
      data.format,
      ...(encoding ? [encoding + (byteOrderMark ? ' (BOM)' : '')] : []),
      whole ? say(`全${looked}行`, `rows: ${looked}`) : say(`先頭の${looked}行`, `the first ${looked} rows`),
    ].join(', '),
  )
}

function targetOf({ target, known, nearest }: ImportPreview['columns'][number]): string {
  if (target !== null) return target
  if (known) return say('（取り込まない）', '(left out)')
  return nearest === null ? say('？', '?') : say(`？ ${nearest} ですか`, `? perhaps ${nearest}`)
}

/** One line, without what would drive the terminal. */
function shown(text: string, most: number): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ')
  const letters = [...plain]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : plain
}
