import sql, { raw } from 'sql-template-tag'
import { expect, test } from 'vitest'
import { attributes, type AttributeName } from '@dozo/content-model/query/model'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'
import { castOf } from './filter-sql.ts'

const dozo = useDozo()

const samples = {
  id: '01a20000-0000-7000-8000-000000000000',
  text: 'a',
  number: 3,
  date: '2026-04-01T00:00:00.000Z',
} as const

test('what a page begins behind is compared as the column is, so that an index can find the place', async () => {
  for (const [name, { column, kind }] of Object.entries(attributes)) {
    const value = samples[kind]
    const cast = castOf({ kind: 'attribute', name: name as AttributeName, column, value: kind }, value)
    const plan = await dozo.app.db.asOwner('test', (tx) =>
      tx.many<{ 'QUERY PLAN': string }>(
        sql`explain select from entry_index where ${raw(column)} >= ${value}::${raw(cast)}`,
      ),
    )
    const text = plan
      .map((line) => line['QUERY PLAN'])
      .join('\n')
      .replaceAll('"', '')
    expect(text).toContain(`(${column} >= `)
  }
})

test('numbers are asked for by fractions too, and pages go on behind them', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  await content.define(definition('note', [field('text', 'title')]))
  for (const title of ['一', '二', '三']) await content.create('note', { title })
  const numbers = async (query: string) => {
    const { status, body } = await owner(`${content.at}/entries?type=note&${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return body as { data: { number: number }[]; meta: { page: { next: string | null } } }
  }
  const all = (await numbers('sort=number')).data.map(({ number }) => number)
  expect(all).toHaveLength(3)
  const found = async (filter: string) => (await numbers(filter)).data.map(({ number }) => number)
  expect(await found(`filter[number][gt]=${all[0]! + 0.5}&sort=number`)).toEqual(all.slice(1))
  expect(await found(`filter[number]=${all[1]! + 0.5}`)).toEqual([])
  expect(await found(`filter[number][in][0]=${all[0]}&filter[number][in][1]=${all[2]}&sort=number`)).toEqual([
    all[0],
    all[2],
  ])
  const first = await numbers('sort=number&page[size]=2')
  expect(await found(`sort=number&page[size]=2&page[after]=${first.meta.page.next}`)).toEqual(all.slice(2))
})
