import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let people: Record<'hanako' | 'jiro', string>

const addMember = async (name: string, site = 'main') => {
  const body = { name, email: `${name}@${site}.example`, password: 'correct horse battery', groups: [] }
  const made = await owner(`/manage/v1/sites/${site}/members`, { method: 'POST', body })
  if (made.status !== 201) throw new Error(made.text)
  return made.body.data.id as string
}

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  people = { hanako: await addMember('hanako'), jiro: await addMember('jiro') }
  await content.define(
    definition('report', [
      field('text', 'title'),
      field('member', 'writer', { filterable: true }),
      field('member', 'readers', { many: true, max: 2, filterable: true }),
      field('repeat', 'parts', { fields: [field('member', 'by'), field('text', 'text')] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/reports', operation: 'entries.list', type: 'report', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const read = async () => (await dozo.site('/api/out/reports')).body.data

test('readers get id and name of a member and nothing else, also when the name changes or the member goes', async () => {
  const { hanako, jiro } = people
  const values = { writer: hanako, readers: [jiro, hanako, jiro], parts: [{ by: jiro, text: '本' }] }
  const made = await content.create('report', values, { publish: true })
  expect(made.values).toEqual({ ...values, readers: [jiro, hanako] })
  const [both, second] = [
    { id: hanako, name: 'hanako' },
    { id: jiro, name: 'jiro' },
  ]
  expect(await read()).toMatchObject([
    { writer: both, readers: [second, both], parts: [{ by: second, text: '本' }] },
  ])
  await owner(`${content.at}/members/${hanako}`, { method: 'PATCH', ifMatch: '*', body: { name: '花子' } })
  expect((await read())[0].writer).toEqual({ id: hanako, name: '花子' })
  await owner(`${content.at}/members/${jiro}`, { method: 'DELETE', ifMatch: '*' })
  expect((await read())[0]).toMatchObject({
    readers: [{ id: hanako, name: '花子' }],
    parts: [{ text: '本' }],
  })
  expect((await content.patch(made.id, { title: '題' })).status).toBe(200)
})

test('entries are found by their members', async () => {
  const other = await addMember('saburo')
  const made = await content.create('report', { writer: other, readers: [other] })
  const found = async (filter: string) =>
    (await content.list(`type=report&filter${filter}`)).map((one) => one.id)
  expect(await found(`[writer]=${other}`)).toEqual([made.id])
  expect(await found(`[readers][in][0]=${other}`)).toEqual([made.id])
  const refused = await owner(`${content.at}/entries?type=report&filter[writer]=saburo`)
  expect(refused.body.errors).toMatchObject([{ path: '/filter/writer/eq', code: 'value_wrong' }])
})

test('only members of this site can be named, wherever they are', async () => {
  await dozo.makeSite('elsewhere')
  const theirs = await dozo.member('owner', ['owner'], 'elsewhere')
  const nobody = (await theirs('/manage/v1/sites/elsewhere/members')).body.data[0].id
  const { hanako } = people
  expect(wrongs(await content.tryCreate('report', { writer: nobody }))).toEqual([
    ['/values/writer', 'member_missing'],
  ])
  expect(wrongs(await content.tryCreate('report', { readers: [hanako, nobody] }))).toEqual([
    ['/values/readers/1', 'member_missing'],
  ])
  expect(wrongs(await content.tryCreate('report', { parts: [{}, { by: nobody }] }))).toEqual([
    ['/values/parts/1/by', 'member_missing'],
  ])
  for (const writer of ['hanako', [hanako], { id: hanako }])
    expect(wrongs(await content.tryCreate('report', { writer }))).toEqual([['/values/writer', 'not_an_id']])
})
