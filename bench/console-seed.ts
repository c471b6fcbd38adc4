import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { importLines, lines } from './seed.ts'

const words = (ja: string) => ({ ja, en: ja })

/** A plain type with so many entries. */
export async function importType(dozo: Dozo, entries: number): Promise<void> {
  const fields = [{ key: 'name', type: 'text', name: words('name'), filterable: true }]
  await dozo.call('POST', '/content-types', {
    key: 'item',
    name: words('item'),
    kind: 'plain',
    titleField: 'name',
    fields,
  })
  await importLines(
    dozo,
    'item',
    lines(entries, (n) => JSON.stringify({ name: `品 ${n}` })),
  )
}

/** A form of so many fields, every fourth of them in each language. */
export async function wideType(dozo: Dozo, fields: number): Promise<void> {
  await dozo.call('POST', '/content-types', {
    key: 'wide',
    name: words('wide'),
    kind: 'plain',
    titleField: 'f0',
    fields: Array.from({ length: fields }, (_, n) => ({
      key: `f${n}`,
      type: n % 10 === 9 ? 'textarea' : 'text',
      name: words(`項目 ${n}`),
      localized: n % 4 === 3,
    })),
  })
}
