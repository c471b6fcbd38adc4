import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from './server.ts'

// The 215 documents with their pictures, and a library in order, with the dozo command alone.
let server: Awaited<ReturnType<typeof startServer>>
const data = join(import.meta.dirname, 'data')
const dozo = async (args: string[], input?: string) => {
  const result = await server.dozo(args, input)
  expect(result.code, `dozo ${args.join(' ')}\n${result.out}${result.err}`).toBe(0)
  return result.out
}
let pictures: string[]

beforeAll(async () => {
  server = await startServer()
  const person = ['--email', 'owner@example.com']
  await dozo(['create-owner', ...person, '--name', '山田 花子'], 'correct horse battery\n')
  await dozo(['login', '--url', server.consoleUrl, ...person], 'correct horse battery\n')
  pictures = (await readdir(join(data, 'images'))).sort()
})
afterAll(() => server.stop())

const words = (ja: string, en: string) => ({ ja, en })
const article = {
  key: 'article',
  name: words('記事', 'Article'),
  kind: 'plain',
  titleField: 'title',
  keyField: 'slug',
  fields: [
    { key: 'title', type: 'text', name: words('題名', 'Title'), required: true },
    { key: 'slug', type: 'slug', name: words('スラッグ', 'Slug'), required: true, unique: true },
    { key: 'picture', type: 'image', name: words('写真', 'Picture') },
    { key: 'more', type: 'gallery', name: words('ほかの写真', 'More'), max: 3 },
  ],
}

test('215 documents come in with their pictures by reference, and go out with sizes, tiny pictures and words', async () => {
  await dozo(['files', 'upload', ...pictures.map((name) => join(data, 'images', name)), '--folder', 'docs'])
  const types = join(server.dataDir, 'types.json')
  await writeFile(types, JSON.stringify([article]))
  await dozo(['types', 'push', types])
  const documents = (await readFile(join(data, 'react-docs-ja.ndjson'), 'utf8')).trimEnd().split('\n')
  const lines = documents.map((line, i) => {
    const { slug, title } = JSON.parse(line) as { slug: string; title: string }
    const name = pictures[i % pictures.length]!
    const picture = { file: `docs/${name}`, alt: `${title}の図` }
    return JSON.stringify({ slug, title, picture, more: [`docs/${pictures[(i + 1) % pictures.length]!}`] })
  })
  const file = join(server.dataDir, 'articles.ndjson')
  await writeFile(file, `${lines.join('\n')}\n`)
  expect(await dozo(['entries', 'import', 'article', file])).toContain('215 created')
  expect(await dozo(['entries', 'import', 'article', file])).toContain('215 unchanged')
  expect(await dozo(['entries', 'publish', 'article'])).toContain('215 published')
  await dozo(['endpoints', 'add', 'default', '/articles', '--type', 'article'])
  const read: any[] = []
  for (let after = ''; after !== null;) {
    const query = new URLSearchParams({ 'page[size]': '100', ...(after ? { 'page[after]': after } : {}) })
    const answer = (await (await fetch(`${server.siteUrl}/api/default/articles?${query}`)).json()) as any
    read.push(...answer.data)
    after = answer.meta.page.next
  }
  expect(read).toHaveLength(215)
  for (const { title, picture, more } of read) {
    expect(picture).toMatchObject({
      width: expect.any(Number),
      height: expect.any(Number),
      alt: `${title}の図`,
    })
    expect(picture.placeholder).toMatch(/^data:image\/webp;base64,/)
    expect(more).toHaveLength(1)
  }
  for (const url of new Set(read.map(({ picture }) => picture.url as string))) {
    const whole = await fetch(url)
    const small = await fetch(`${url}?w=128&format=webp`)
    expect([whole.status, small.status, small.headers.get('content-type')]).toEqual([200, 200, 'image/webp'])
    expect((await small.arrayBuffer()).byteLength).toBeGreaterThan(100)
    expect(pictures).toContain(basename(new URL(url).pathname))
  }
  expect((await dozo(['files', 'used', `docs/${pictures[0]!}`])).trim().split('\n').length).toBeGreaterThan(
    70,
  )
})

test('a folder moves with its files and says who may change them; it leaves as one file and comes back from one', async () => {
  await dozo(['folders', 'move', 'docs', 'library/docs'])
  const led = await fetch(`${server.siteUrl}/files/docs/${pictures[0]!}`)
  expect([led.status, led.redirected]).toEqual([200, true])
  await dozo(['folders', 'set', 'library', '--edit', 'owner', '--kinds', 'image,other', '--max-size', '5MB'])
  const listed = await dozo(['folders', 'list'])
  expect(listed).toMatch(/library +6 +[\d.]+ KB +edit=owner kinds=image,other max-size=5\.0 MB/)
  const text = join(server.dataDir, 'note.txt')
  await writeFile(text, 'text')
  const refused = await server.dozo(['files', 'upload', text, '--folder', 'library'])
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('This folder takes only')])
  const zip = join(server.dataDir, 'docs.zip')
  await dozo(['files', 'zip', 'library/docs', zip])
  await dozo(['files', 'upload', zip, '--folder', 'library'])
  const unpacked = await dozo(['files', 'unpack', 'library/docs.zip', '--folder', 'library/again'])
  expect(unpacked.trim().split('\n')).toEqual(pictures.map((name) => `library/again/${name}`))
  const twice = await server.dozo(['files', 'unpack', 'library/docs.zip', '--folder', 'library/again'])
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('There already is')])
  await dozo(['files', 'copy', `library/docs/${pictures[0]!}`, 'cover.png'])
  expect(await dozo(['files', 'usage'])).toMatch(/files +14/)
})
