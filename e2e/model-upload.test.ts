import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'

const yaml = (name: string, text: string) => ({
  name,
  mimeType: 'application/yaml',
  buffer: Buffer.from(text),
})
const words = (en: string) => `{ ja: ${en}, en: ${en} }`

// Types that point at each other, and a shared block that one of them uses: none of them is there yet.
const quote = `key: quote
name: ${words('Quotation')}
fields:
  - { key: words, type: text, name: ${words('Words')} }
`
const author = `key: author
name: ${words('Author')}
kind: plain
titleField: name_
fields:
  - { key: name_, type: text, name: ${words('Full name')} }
  - { key: best, type: relation, name: ${words('Best book')}, to: [book] }
`
const book = `key: book
name: ${words('Book')}
kind: plain
titleField: title
fields:
  - { key: title, type: text, name: ${words('Title')} }
  - { key: by, type: relation, name: ${words('By')}, to: [author] }
  - { key: body, type: blocks, name: ${words('Body')}, kinds: [{ use: quote }] }
  - { key: liked, type: reverse, name: ${words('Liked by')}, of: { type: author, field: best } }
`

// The model leaves the console as files and comes in as files: the same ones that the CLI writes.
describe.skipIf(!executablePath)('model files in the console', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
    const login = ['login', '--url', server.consoleUrl, '--email', 'owner@example.com']
    await server.dozo(login, 'correct horse battery\n')
  })

  const at = (path: string, site = 'main') => page.goto(`${server.consoleUrl}/sites/${site}/${path}`)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const give = (...files: ReturnType<typeof yaml>[]) => page.locator('input[type=file]').setInputFiles(files)
  const read = (path: string, site = 'main') =>
    page.evaluate(
      async (to) => (await (await fetch(`/manage/v1/sites/${to}`)).json()).data as any,
      `${site}/${path}`,
    )
  const downloaded = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button(name).click()])
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
  }
  const done = (count: number) => page.getByRole('status').getByText(`${count} done.`).last().waitFor()

  test('a type is downloaded as the file that the CLI pulls', async () => {
    const folder = join(server.dataDir, 'model')
    await server.dozo(['model', 'pull', folder])
    await at('content-types/news')
    const { name, bytes } = await downloaded('Download as a file')
    expect(name).toBe('news.yaml')
    expect(bytes.toString()).toBe(readFileSync(join(folder, 'content-types/news.yaml'), 'utf8'))
  })

  test('what is wrong is named with its file and its place, and nothing is changed', async () => {
    await at('model-files')
    await give(yaml('broken.yaml', 'key: x\nname: {'), yaml('book.yaml', book))
    const alert = page.getByRole('alert')
    await alert.getByText(/^broken\.yaml:\d+ This is not YAML/).waitFor()
    const line = alert.getByRole('listitem').filter({ hasText: 'book.yaml' })
    expect(await line.allTextContents()).toEqual([
      'book.yaml By › Points to: There is no content type "author".',
      'book.yaml Body › Kinds of blocks › quote: There is no shared block "quote".',
    ])
    expect(await findings(page)).toEqual([])
    expect(await button('Do this').count()).toBe(0)
    await give(yaml('press.yaml', 'key: press\nname: { ja: a, en: a }\ngrants: []\n'))
    await page.getByText('These files hold no content type and no shared block.').waitFor()
  })

  test('types that point at each other come in together, with the shared block they use', async () => {
    await give(yaml('author.yaml', author), yaml('book.yaml', book), yaml('quote.yaml', quote))
    await page.getByRole('group', { name: 'Quotation' }).getByText('Shared block').waitFor()
    await page.getByRole('group', { name: 'Book' }).getByText('Is made. Fields: 4.').waitFor()
    expect(await findings(page)).toEqual([])
    await button('Do this').click()
    await done(3)
    expect((await read('content-types/author')).fields[1].to).toEqual(['book'])
    const { fields } = await read('content-types/book')
    expect(fields[2].kinds).toEqual([{ use: 'quote' }])
    expect(fields[3].of).toEqual({ type: 'author', field: 'best' })
    await give(yaml('book.yaml', book))
    await page.getByText('Nothing to do: the site is what the files say.').waitFor()
  })

  test('what would lose values comes first, and is done only with a word of consent', async () => {
    await post(page, 'entries', { type: 'book', values: { title: 'Tea', body: [] } })
    await give(
      yaml('author.yaml', author.replace('Full name, en: Full name', 'Name, en: Name')),
      yaml('book.yaml', book.replace(/ {2}- \{ key: title.*\n/, '').replace('titleField: title\n', '')),
    )
    const groups = page.getByRole('group', { name: /^(Author|Book)$/ })
    await groups.first().waitFor()
    expect(await groups.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
      'Book',
      'Author',
    ])
    await groups.first().getByText('Field "Title" is removed, and its values with it.').waitFor()
    await groups.first().getByText('Entries with a value: 1.').waitFor()
    expect(await button('Do this').isDisabled()).toBe(true)
    await page.getByText('To go on, say that you know what is lost.').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByLabel('I know that values are lost').check()
    await button('Do this').click()
    await done(2)
    expect((await read('content-types/book')).fields.map(({ key }: { key: string }) => key)).toEqual([
      'by',
      'body',
      'liked',
    ])
  })

  test('who was overtaken is told at which file it stopped, and sees what is left', async () => {
    await give(yaml('author.yaml', author), yaml('quote.yaml', quote.replace(words('Words'), words('Line'))))
    await button('Do this').waitFor()
    const {
      id: _id,
      entries: _e,
      overflow: _o,
      usedKinds: _u,
      etag,
      ...body
    } = await read('content-types/author')
    const status = await page.evaluate(
      async ([sent, version]) => {
        const headers = { 'content-type': 'application/json', 'if-match': `"${version}"` }
        const init = { method: 'PUT', headers, body: sent as string }
        return (await fetch('/manage/v1/sites/main/content-types/author', init)).status
      },
      [JSON.stringify({ ...body, maxEntries: 9 }), etag] as const,
    )
    expect(status).toBe(200)
    await button('Do this').click()
    await page.getByText('It stopped at author.yaml.', { exact: false }).waitFor()
    await page.getByRole('alert').waitFor()
    await page.getByText('The most entries change from "9" to "none".', { exact: false }).waitFor()
    await page.getByText('No change: Quotation').waitFor()
    await button('Do this').click()
    await done(1)
    expect(await read('content-types/author')).not.toHaveProperty('maxEntries')
  })

  test('all of it goes to another site in one file, also on a phone', async () => {
    await at('model-files')
    const { name, bytes } = await downloaded('Download all types (ZIP)')
    expect(name).toBe('main-model.zip')
    const made = await page.evaluate(async () => {
      const body = {
        key: 'branch',
        name: 'Branch',
        locales: ['ja', 'en'],
        defaultLocale: 'ja',
        timeZone: 'Asia/Tokyo',
      }
      const headers = { 'content-type': 'application/json' }
      return (
        await fetch('/manage/v1/instance/sites', { method: 'POST', headers, body: JSON.stringify(body) })
      ).status
    })
    expect(made).toBe(201)
    const storageState = await page.context().storageState()
    const { page: small, complaints: more } = await openPage(browser, { ...phone, storageState })
    await small.goto(`${server.consoleUrl}/sites/branch/model-files`)
    await small
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: bytes })
    await small.getByRole('group', { name: 'Quotation' }).waitFor()
    const wide = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    expect(await findings(small)).toEqual([])
    await small.getByRole('button', { name: 'この内容で取り込む' }).tap()
    await small
      .getByRole('status')
      .getByText(/件を取り込みました/)
      .last()
      .waitFor()
    const bare = (types: object[]) =>
      types
        .map((type) => ({ ...type, id: 0, etag: 0, entries: 0 }))
        .toSorted((a: any, b: any) => (a.key < b.key ? -1 : 1))
    expect(bare(await read('content-types', 'branch'))).toEqual(bare(await read('content-types')))
    expect(more).toEqual([])
    await small.context().close()
  })

  test('nothing was written to the browser’s log on the way', () => {
    expect(complaints).toEqual([])
  })
})
