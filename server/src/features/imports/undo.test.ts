import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { exported, imported } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const path = '/manage/v1/sites/main/imports'

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('tag', [field('text', 'name')], { titleField: 'name' }))
  await content.define(
    definition(
      'note',
      [field('text', 'text', { localized: true }), field('relation', 'tag', { to: ['tag'] })],
      {
        kind: 'tree',
      },
    ),
  )
})

async function undone(id: string): Promise<any> {
  const started = await owner(`${path}/${id}/undo`, { method: 'POST' })
  expect([started.status, started.body.data?.undo.status]).toEqual([202, 'waiting'])
  const state = async () => succeeded(await owner(`${path}/${id}`))
  await expect.poll(async () => (await state()).undo.status, { timeout: 60_000 }).toMatch(/done|failed/)
  const kept = (await owner(`${path}/${id}/kept`)).text
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
  return { ...(await state()), kept: kept.map(({ line, code }) => [line, code]) }
}
const keys = async (type: string) => (await content.list(`type=${type}`)).map((one: any) => one.key).sort()
const live = async () => await exported(owner, 'note', '&stage=live')

test('what an import made goes with all that was made for it, and what it changed is what it was, for readers too', async () => {
  await content.create('note', { text: { ja: '公開' } }, { key: 'public', publish: true })
  await content.create('note', { text: { ja: '下書き' } }, { key: 'draft' })
  const [work, public_] = [await exported(owner, 'note'), await live()]
  const run = await imported(
    owner,
    'note',
    [
      { key: 'public', text: '変更' },
      { key: 'draft', text: 'も公開', parent: 'public' },
      { key: 'new', text: '新', tag: 'unheard', parent: 'draft' },
      { key: 'below', text: '下', parent: 'new' },
    ],
    { publish: true, createMissing: true },
  )
  expect(run).toMatchObject({ created: 2, updated: 2, canUndo: true })
  expect(await keys('tag')).toEqual(['unheard'])
  const end = await undone(run.id)
  expect([end.undo, end.kept]).toEqual([{ status: 'done', done: 5, kept: 0, error: null }, []])
  expect([await exported(owner, 'note'), await live()]).toEqual([work, public_])
  expect(await keys('tag')).toEqual([])
})

test('what somebody has touched since stays and is listed; nothing is undone twice', async () => {
  const run = await imported(owner, 'note', [
    { key: 'x1', text: '一' },
    { key: 'x2', text: '二' },
    { key: 'x3', text: '三' },
  ])
  const [touched] = await content.list('type=note&filter[key][eq]=x2')
  await content.patch(touched.id, { text: { ja: '直した' } })
  const end = await undone(run.id)
  expect([end.undo.done, end.undo.kept, end.kept, end.canUndo]).toEqual([2, 1, [[2, 'changed_since']], false])
  expect(await keys('note')).toEqual(['draft', 'public', 'x2'])
  const twice = await owner(`${path}/${run.id}/undo`, { method: 'POST' })
  expect([twice.status, twice.body.code]).toEqual([409, 'import_not_undoable'])
})

test('an entry that one import wrote twice is undone twice', async () => {
  const lines = [
    { key: 'twice', text: 'first' },
    ...Array.from({ length: 500 }, (_, i) => ({ key: `many${i}`, text: 'x' })),
    { key: 'twice', text: 'second' },
  ]
  const run = await imported(owner, 'note', lines)
  expect([run.created, run.updated]).toEqual([501, 1])
  const end = await undone(run.id)
  expect([end.undo.kept, await keys('note')]).toEqual([0, ['draft', 'public', 'x2']])
})

test('a dry run has nothing to undo, and who may not import undoes nothing', async () => {
  const dry = await imported(owner, 'note', [{ key: 'dry', text: 'x' }], { dryRun: true })
  expect(dry.canUndo).toBe(false)
  expect((await owner(`${path}/${dry.id}/undo`, { method: 'POST' })).status).toBe(409)
  const run = await imported(owner, 'note', [{ key: 'wet', text: 'x' }])
  const viewer = await dozo.member('viewer', ['viewer'])
  expect((await viewer(`${path}/${run.id}/undo`, { method: 'POST' })).status).toBe(403)
  expect(await keys('note')).toContain('wet')
})
