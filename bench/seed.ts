// The seeded data of the delivery benchmarks: 12 categories, 50 authors, 10,000 articles in Japanese and English, through the import.
import { setTimeout as wait } from 'node:timers/promises'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import { textOf } from './texts.ts'

const words = (ja: string, en: string) => ({ ja, en })
const name = { key: 'name', type: 'text', name: words('名前', 'Name'), required: true, filterable: true }
const slug = {
  key: 'slug',
  type: 'slug',
  name: words('スラッグ', 'Slug'),
  required: true,
  unique: true,
  filterable: true,
}
const relation = (key: string, to: string, ja: string) => ({
  key,
  type: 'relation',
  name: words(ja, key),
  to: [to],
  filterable: true,
})

export const articleType = {
  key: 'article',
  name: words('記事', 'Article'),
  kind: 'plain',
  titleField: 'title',
  keyField: 'slug',
  fields: [
    {
      key: 'title',
      type: 'text',
      name: words('題名', 'Title'),
      required: true,
      localized: true,
      filterable: true,
      searchable: { weight: 'A' },
    },
    slug,
    relation('category', 'category', 'カテゴリー'),
    relation('author', 'author', '著者'),
    { key: 'date', type: 'date', name: words('日付', 'Date'), filterable: true },
    {
      key: 'body',
      type: 'markdown',
      name: words('本文', 'Body'),
      localized: true,
      searchable: { weight: 'C' },
    },
  ],
}
const smallType = (key: string, ja: string, en: string) => ({
  key,
  name: words(ja, en),
  kind: 'plain',
  titleField: 'name',
  keyField: 'slug',
  fields: [name, slug],
})

/** Article `n` as a line of an import. */
export function articleLine(n: number): string {
  const { title, body, english, random } = textOf(n)
  const day = new Date(Date.UTC(2020, 0, 1 + (n % 2000))).toISOString().slice(0, 10)
  const values = {
    title: { ja: title, en: `Record ${n}` },
    slug: `article-${n}`,
    category: `category-${Math.floor(random() * 12)}`,
    author: `author-${Math.floor(random() * 50)}`,
    date: day,
    body: { ja: body, en: english },
  }
  return JSON.stringify({ values })
}

export const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('')

export type Import = {
  id: string
  status: string
  total: number
  done: number
  created: number
  failed: number
  startedAt: string | null
  finishedAt: string | null
}

/** Runs one import to its end. Throws when a line was refused. */
export async function importLines(dozo: Dozo, type: string, ndjson: string): Promise<Import> {
  const query = new URLSearchParams({ type, publish: 'true' })
  const sent = await dozo.call('POST', `/imports?${query}`, ndjson, { type: 'application/x-ndjson' })
  let state = sent.body.data as Import
  while (state.status === 'waiting' || state.status === 'running') {
    await wait(50)
    state = (await dozo.call('GET', `/imports/${state.id}`)).body.data as Import
  }
  if (state.status === 'done' && state.failed === 0) return state
  const errors = await dozo.call('GET', `/imports/${state.id}/errors`)
  throw new Error(`the import ended as ${state.status}: ${String(errors.body).slice(0, 500)}`)
}

/** Types, categories and authors; the articles are left to the caller. */
export async function seedModel(dozo: Dozo): Promise<void> {
  await dozo.call('POST', '/content-types', smallType('category', 'カテゴリー', 'Category'))
  await dozo.call('POST', '/content-types', smallType('author', '著者', 'Author'))
  await dozo.call('POST', '/content-types', articleType)
  for (const [type, count, ja] of [
    ['category', 12, '分類'],
    ['author', 50, '書き手'],
  ] as const) {
    const line = (n: number) => JSON.stringify({ values: { name: `${ja} ${n}`, slug: `${type}-${n}` } })
    await importLines(dozo, type, lines(count, line))
  }
}

export const listFields = 'title,slug,date,body,category.name,category.slug,author.name,author.slug'

/** The whole: model, articles, and endpoints that keep (`/kept`) or do not keep (`/fresh`) their answers. */
export async function seed(dozo: Dozo, articles = 10_000): Promise<void> {
  await seedModel(dozo)
  await importLines(dozo, 'article', lines(articles, articleLine))
  await dozo.call('POST', '/apis', { key: 'bench', name: 'bench', security: 'open' }, { any: true })
  const list = { operation: 'entries.list', type: 'article', fields: listFields.split(','), sorts: ['date'] }
  const endpoints = [
    { ...list, path: '/kept', cacheSeconds: 60 },
    { ...list, path: '/fresh', cacheSeconds: 0 },
    {
      path: '/kept/{key}',
      operation: 'entries.get',
      type: 'article',
      fields: listFields.split(','),
      cacheSeconds: 60,
    },
  ]
  for (const endpoint of endpoints) await dozo.call('POST', '/apis/bench/endpoints', endpoint)
}

export const listQuery = `sort=-date&page%5Bsize%5D=20&fields=${listFields}`
