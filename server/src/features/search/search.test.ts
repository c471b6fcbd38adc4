import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, paragraph, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('doc', [
      field('text', 'name'),
      field('text', 'title', { localized: true, searchable: { weight: 'A' } }),
      field('markdown', 'body', { localized: true, searchable: { weight: 'D' } }),
      field('rich_text', 'rich', { searchable: { weight: 'C' } }),
      field('text', 'note', { searchable: { weight: 'B' }, neverDelivered: true }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/search', operation: 'search', type: 'doc', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  const texts = {
    neko: '吾輩は猫である。名前はまだ無い。',
    react: 'Reactコンポーネントの副作用（effect）を useEffect で扱う',
    half: 'ｶﾀｶﾅとＡＢＣと①',
    end: '夜の海',
    english: 'The quick brown fox jumped over don’t',
    numbers: '2026年11月24日 v1.2.3',
    kana: 'ウェブサーバーを立てる',
  }
  for (const [name, body] of Object.entries(texts))
    await content.create('doc', { name, body: { ja: body } }, { publish: true })
  await dozo.settled()
})

const path = () => `${content.at}/search?type=doc&size=100`
/** Names of what the console finds, best first. */
const found = async (words: string, more = ''): Promise<string[]> => {
  const { body } = await owner(`${path()}${more}&q=${encodeURIComponent(words)}`)
  return body.data.map((hit: { entry: { values: { name: string } } }) => hit.entry.values.name)
}
const read = (words: string, more = '') => dozo.site(`/api/out/search?q=${encodeURIComponent(words)}${more}`)
const delivered = async (words: string, more = ''): Promise<string[]> =>
  (await read(words, more)).body.data.map((one: { name: string }) => one.name)

test.each([
  ['猫', ['neko']],
  ['吾輩', ['neko']],
  ['名前はまだ', ['neko']],
  ['輩猫', []],
  ['無', ['neko']],
  ['海', ['end']],
  ['夜', ['end']],
  ['コンポーネント', ['react']],
  ['コンポ', ['react']],
  ['副作用', ['react']],
  ['Reactコンポーネント', ['react']],
  ['REACT', ['react']],
  ['usee', ['react']],
  ['副作用 useEffect', ['react']],
  ['副作用 猫', []],
  ['カタカナ', ['half']],
  ['ｶﾀｶﾅ', ['half']],
  ['abc', ['half']],
  ['ａｂｃ', ['half']],
  ['1', ['half', 'numbers']],
  ['quick fox', ['english']],
  ['jump', ['english']],
  ['2026年', ['numbers']],
  ['11月24日', ['numbers']],
  ['サーバー', ['kana']],
  ['ウェブ', ['kana']],
  ['！？', []],
  [`'); drop table search_rows; --`, []],
  ['ab & | ! <-> :* \\', ['half']],
  ['effect', ['react']],
])('%s', async (words, names) => {
  expect((await found(words)).toSorted()).toEqual(names)
  expect((await delivered(words)).toSorted()).toEqual(names)
})

test('a match in the title counts more than one in the text', async () => {
  await content.create('doc', { name: 'low', body: { ja: '比重 の話' } }, { publish: true })
  await content.create(
    'doc',
    { name: 'high', title: { ja: '比重' }, body: { ja: '別の話' } },
    { publish: true },
  )
  await content.create('doc', { name: 'middle', rich: paragraph('比重') }, { publish: true })
  await dozo.settled()
  expect(await found('比重')).toEqual(['high', 'middle', 'low'])
  expect(await delivered('比重')).toEqual(['high', 'middle', 'low'])
})

test('a long text is found to its last word, and over the seams of its parts', async () => {
  const filler = Array.from({ length: 40_000 }, (_, i) =>
    String.fromCodePoint(0x4e00 + ((i * 31) % 5000)),
  ).join('')
  const words = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ')
  const body = `${filler} 末尾の合言葉 ${words} finalword`
  await content.create('doc', { name: 'long', body: { ja: body } }, { publish: true })
  await dozo.settled()
  for (const asked of ['末尾の合言葉', 'finalword', 'word19999', 'word0'])
    expect(await found(asked), asked).toEqual(['long'])
  // Every phrase of ten characters, wherever a part begins or ends.
  for (let at = 1950; at < 2050; at += 7)
    expect(await found(filler.slice(at, at + 10)), String(at)).toEqual(['long'])
})

test('it follows what happens: drafts for editors only, the live text for readers, nothing of what is gone', async () => {
  const { id } = await content.create('doc', { name: 'event', body: { ja: '最初の言葉' } })
  await dozo.settled()
  expect([await found('最初の言葉'), await delivered('最初の言葉')]).toEqual([['event'], []])
  await content.publish(id)
  await dozo.settled()
  expect(await delivered('最初の言葉')).toEqual(['event'])
  await content.patch(id, { body: { ja: '次の言葉' } })
  await dozo.settled()
  expect([await found('最初の言葉'), await found('次の言葉')]).toEqual([[], ['event']])
  expect([await delivered('最初の言葉'), await delivered('次の言葉')]).toEqual([['event'], []])
  await content.publish(id)
  await dozo.settled()
  expect([await delivered('最初の言葉'), await delivered('次の言葉')]).toEqual([[], ['event']])
  await content.unpublish(id)
  expect(await delivered('次の言葉')).toEqual([])
  await dozo.settled()
  expect([await found('次の言葉'), await delivered('次の言葉')]).toEqual([['event'], []])
  await content.remove(id)
  expect(await found('次の言葉')).toEqual([])
})

test('words of a field that was emptied, or of the end of a text that was shortened, are gone', async () => {
  const long = `${Array.from({ length: 3000 }, (_, i) => `filler${i}`).join(' ')} 尻尾`
  const { id } = await content.create('doc', {
    name: 'shorter',
    title: { ja: '消える題' },
    body: { ja: long },
  })
  await dozo.settled()
  expect([await found('消える題'), await found('尻尾')]).toEqual([['shorter'], ['shorter']])
  await content.patch(id, { title: { ja: null }, body: { ja: '短い' } })
  await dozo.settled()
  expect([await found('消える題'), await found('尻尾')]).toEqual([[], []])
})

test('what is live later, or was until a moment ago, is not found', async () => {
  const { id } = await content.create('doc', { name: 'window', body: { ja: '窓の言葉' } })
  const at = (ms: number) => new Date(dozo.time.now.getTime() + ms).toISOString()
  await content.publish(id, { from: at(1000), until: at(2000) })
  await dozo.settled()
  const seen = [await delivered('窓の言葉')]
  dozo.time.advance(1000)
  seen.push(await delivered('窓の言葉'))
  dozo.time.advance(1000)
  seen.push(await delivered('窓の言葉'))
  expect(seen).toEqual([[], ['window'], []])
})

test('each language finds its own words', async () => {
  const values = { name: 'both', title: { ja: '言語', en: 'tongue' } }
  await content.create('doc', values, { publish: true })
  await dozo.settled()
  expect([await found('言語'), await found('tongue'), await found('tongue', '&locale=en')]).toEqual([
    ['both'],
    [],
    ['both'],
  ])
  expect([await delivered('tongue'), await delivered('tongue', '&locale=en')]).toEqual([[], ['both']])
  const wrong = await owner(`${path()}&q=x&locale=fr`)
  expect(wrong.body.errors[0]).toMatchObject({ path: '/locale', code: 'locale_unknown' })
})

test('a snippet shows the place of the match, from fields that are in the answer only', async () => {
  const body = `${'前'.repeat(300)}探す言葉${'後'.repeat(300)}`
  await content.create(
    'doc',
    { name: 'snippet', body: { ja: body }, note: '探す言葉と秘密の覚え' },
    { publish: true },
  )
  await dozo.settled()
  const [hit] = (await read('探す言葉')).body.meta.hits
  expect(hit.snippet).toMatch(/^…前+探す言葉後+…$/)
  expect([...hit.snippet].length).toBeLessThanOrEqual(122)
  const narrow = await read('探す言葉', '&fields=name')
  expect([narrow.body.meta.hits[0].snippet, narrow.text.includes('探す言葉')]).toEqual(['', false])
  expect(await delivered('秘密の覚え')).toEqual([])
  expect(await found('秘密の覚え')).toEqual(['snippet'])
})

test('a parameter that search does not know is named, and words are needed', async () => {
  for (const [query, at] of [
    ['', '/q'],
    ['q=x&sort=name', '/sort'],
    ['q=x&page[after]=x', '/after'],
    ['q=x&count=exact', '/count'],
    ['q=x&nothing=1', '/nothing'],
  ]) {
    const answer = await dozo.site(`/api/out/search?${query}`)
    expect([answer.status, answer.body.errors[0].path], query).toEqual([400, at])
  }
})
