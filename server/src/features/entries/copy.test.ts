import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition(
      'page',
      [
        field('text', 'title', { localized: true, required: true }),
        field('slug', 'slug'),
        field('number', 'code', { unique: true }),
        field('relation', 'next', { to: ['page'] }),
      ],
      { keyField: 'slug', titleField: 'title' },
    ),
  )
})

test('a copy is a draft with a title and key of its own, without what is unique and what may not be read', async () => {
  const values = { title: { ja: '見出し', en: 'Head' }, slug: 'head', code: 30 }
  const first = await content.create('page', values, { publish: true })
  const made = succeeded(await content.copy(first.id))
  expect(made).toMatchObject({
    status: 'draft',
    key: 'head-copy',
    version: 1,
    values: { title: { ja: '見出し（コピー）', en: 'Head (copy)' }, slug: 'head-copy' },
  })
  expect(made.values.code).toBeUndefined()
  expect(made.number).not.toBe(first.number)
  expect(succeeded(await content.copy(first.id)).key).toBe('head-copy-2')
  expect(succeeded(await content.copy(first.id, { key: 'mine' })).key).toBe('mine')
  expect(wrongs(await content.copy(first.id, { key: 'head' }))).toEqual([['/values/slug', 'key_taken']])
  const group = {
    key: 'copier',
    name: words('copier'),
    grants: [
      { permission: 'console.enter' },
      { permission: 'entries.read', fields: ['title', 'slug'] },
      { permission: 'entries.create' },
    ],
  }
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: group }))
  const copier = contentOf(await dozo.member('copier', ['copier']))
  const related = await content.create('page', { title: { ja: '秘' }, next: first.id })
  const theirs = succeeded(await copier.copy(related.id))
  expect((await content.get(theirs.id)).values).toEqual({ title: { ja: '秘（コピー）' } })
  await content.define(definition('one', [field('text', 'name')], { kind: 'single' }))
  const single = await content.create('one', { name: 'x' })
  expect((await content.copy(single.id)).body.code).toBe('single_exists')
})

test('a copy counts from nothing and puts its own texts together', async () => {
  await content.define(
    definition('shown', [
      field('text', 'name'),
      field('computed', 'label', { template: '「{name}」' }),
      field('counter', 'hits'),
    ]),
  )
  const { id } = await content.create('shown', { name: '初' })
  await content.change(id, { values: { name: '次' } })
  const made = succeeded(await content.copy(id))
  expect(made.values).toMatchObject({ name: '次', label: '「次」' })
  expect(made.values.hits ?? 0).toBe(0)
})
