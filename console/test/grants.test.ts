import type { ContentType, Grant, Permission } from '@dozo/client'
import i18next from 'i18next'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beyondBoxes, coverage, given, together, withheld } from '../src/grants/coverage.ts'
import { difference } from '../src/grants/difference.ts'
import { grantWords } from '../src/grants/words.ts'
import { resources } from '../src/locales/resources.ts'

const types = ['news', 'page', 'column']
const inPart: Grant[] = [
  { permission: 'entries.update', own: true },
  { permission: 'entries.read', types: ['page'], condition: { status: { eq: 'live' } } },
  { permission: 'entries.read', types: ['news'], fields: ['title'] },
  { permission: 'shelves.read' },
]

describe('a tick', () => {
  test('gives a permission for a type, and takes it back as if it had not been', () => {
    const before: Grant[] = [{ permission: 'entries.read', types: ['page'] }, ...inPart]
    const after = given(before, 'entries.read', 'news')
    expect(after[0]).toEqual({ permission: 'entries.read', types: ['page', 'news'] })
    expect(coverage(after, 'entries.read', 'news')).toBe('full')
    expect(withheld(after, 'entries.read', 'news', types)).toEqual(before)
  })

  test('over all types stands for those to come, too; one taken out leaves the others by name', () => {
    const all = given([{ permission: 'entries.read', types: ['news'] }], 'entries.read')
    expect(all).toEqual([{ permission: 'entries.read' }])
    expect(coverage(all, 'entries.read', 'never-seen')).toBe('full')
    const two = withheld(all, 'entries.read', 'news', types)
    expect(two).toEqual([{ permission: 'entries.read', types: ['page', 'column'] }])
    expect(coverage(two, 'entries.read')).toBe('part')
    expect(withheld(two, 'entries.read', undefined, types)).toEqual([])
  })

  test('on every type one by one is less than on all of them: those to come are not in it', () => {
    const each = types.reduce<Grant[]>((grants, type) => given(grants, 'entries.read', type), [])
    expect(types.map((type) => coverage(each, 'entries.read', type))).toEqual(['full', 'full', 'full'])
    expect(coverage(each, 'entries.read')).toBe('part')
  })

  test('leaves what no box can draw as and where it is, whatever is ticked', () => {
    const known = ['entries.read', 'entries.update', 'members.read']
    for (const permission of known)
      for (const type of [...types, undefined]) {
        const on = given(inPart, permission, type)
        const off = withheld(on, permission, type, types)
        expect(beyondBoxes(on, known)).toEqual(inPart)
        expect(beyondBoxes(off, known)).toEqual(inPart)
        expect(off).toEqual(inPart)
      }
  })

  test('shows what is given only in part as neither on nor off', () => {
    expect(coverage(inPart, 'entries.update', 'news')).toBe('part')
    expect(coverage(inPart, 'entries.delete', 'news')).toBe('none')
    expect(coverage([{ permission: '*' }], 'entries.delete', 'news')).toBe('full')
    expect([together(['full', 'full']), together(['full', 'none']), together(['none'])]).toEqual([
      'full',
      'part',
      'none',
    ])
  })
})

const name = (ja: string, en: string) => ({ ja, en })
const contentTypes = [
  { key: 'news', name: name('お知らせ', 'News'), fields: [{ key: 'title', name: name('題名', 'Title') }] },
  { key: 'page', name: name('ページ', 'Pages'), fields: [] },
] as unknown as ContentType[]
const permissions = [{ name: 'members.read', label: name('メンバーを見る', 'See members') }] as Permission[]
const i18n = i18next.createInstance()
await i18n.init({
  resources,
  lng: 'en',
  supportedLngs: ['ja', 'en'],
  keySeparator: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
})
const said = (language: 'ja' | 'en') =>
  grantWords({
    t: i18n.getFixedT(language, 'grants'),
    language,
    named: (words) => words[language],
    compare: (comparison) => comparison,
    types: contentTypes,
    permissions,
    fieldsOf: () => [],
  })
const sentences = (language: 'ja' | 'en', before: Grant[], after: Grant[]) =>
  difference(before, after, ['news', 'page']).map((change) => said(language).sentence(change, 'Editors'))

describe('what will be different is said in sentences', () => {
  test('by type, and for what is not about types', () => {
    const before: Grant[] = [{ permission: 'entries.read' }, { permission: 'members.read' }]
    const after: Grant[] = [
      { permission: 'entries.read', types: ['page'] },
      { permission: 'entries.delete', types: ['news'] },
    ]
    expect(sentences('en', before, after)).toEqual([
      'Editors may no longer read News and types to come.',
      'Editors may no longer see members.',
      'Editors may now delete News.',
    ])
    expect(sentences('ja', after, before)).toEqual([
      '「Editors」にお知らせ、これからできる定義の閲覧を許可します。',
      '「Editors」にお知らせの削除を許可しなくなります。',
      '「Editors」に「メンバーを見る」を許可します。',
    ])
  })

  test('with every limit, and where only a part is left', () => {
    const part = {
      permission: 'entries.update',
      types: ['news'],
      own: true,
      fields: ['title', 'lost'],
      condition: { not: { a: 1 } },
    }
    expect(sentences('en', [{ permission: 'entries.update', types: ['news'] }], [part])).toEqual([
      'Editors may edit News only in part from now on.',
      'Editors may now edit News (only what they made; only where {"not":{"a":1}}; only the fields Title and lost).',
    ])
    expect(sentences('ja', [part], [])).toEqual([
      '「Editors」にお知らせの編集（自分が作ったものだけ、条件：{"not":{"a":1}}、項目は題名、lostだけ）を許可しなくなります。',
    ])
  })

  test('a grant written otherwise is no difference', () => {
    const one: Grant[] = [{ permission: 'entries.read', types: ['news', 'page'] }]
    const two: Grant[] = [
      { permission: 'entries.read', types: ['page'] },
      { permission: 'entries.read', types: ['news'] },
    ]
    expect(sentences('en', one, two)).toEqual([])
    expect(sentences('en', [{ permission: '*' }], one)).toEqual([
      'Editors may no longer do everything, only what is granted one by one.',
      'Editors may now read News and Pages.',
    ])
  })
})

test('every permission on entries has its verb, and every resource its name, in both languages', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reference/permissions.md'), 'utf8')
  const names = [...page.matchAll(/^\| `([\w.-]+)`/gm)].map(([, one]) => one!)
  expect(names.length).toBeGreaterThan(25)
  const missing = names.filter((one) =>
    one.startsWith('entries.')
      ? !Object.hasOwn(resources.en.grants, `verb.${one}`)
      : !Object.hasOwn(resources.en.groups, `resource.${one.split('.')[0]}`),
  )
  expect(missing).toEqual([])
})
