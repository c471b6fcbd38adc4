import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'
import { root } from './server.ts'

const documents = readFileSync(join(root, 'e2e/data/react-docs-ja.ndjson'), 'utf8').trimEnd().split('\n')

const words = (ja: string, en: string) => `{ ja: ${ja}, en: ${en} }`
const model = `key: doc
name: ${words('文書', 'Document')}
kind: plain
titleField: heading
keyField: address
fields:
  - { key: heading, type: text, name: ${words('見出し', 'Heading')}, localized: true, required: true }
  - { key: address, type: slug, name: ${words('スラッグ', 'Slug')}, required: true, unique: true }
  - { key: section, type: text, name: ${words('章', 'Section')}, filterable: true }
  - { key: day, type: date, name: ${words('日付', 'Date')} }
  - { key: body, type: markdown, name: ${words('本文', 'Body')}, localized: true }
`

// A file of somebody else's comes in: it is looked at, its columns find their places, and what is wrong is mended.
describe.skipIf(!executablePath)('import', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(() => {
    ;({ server, browser, page, complaints } = journey)
  })

  const at = (path: string) => page.goto(`${server.consoleUrl}/sites/main/${path}`)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const link = (name: string) => page.getByRole('link', { name, exact: true })
  const give = (name: string, buffer: Buffer | string, on = page) =>
    on
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) })
  const goesTo = (name: string) => page.getByRole('combobox', { name: `“${name}” goes to` })
  const choose = async (name: string, target: string) => {
    await goesTo(name).click()
    await page.getByRole('option', { name: target, exact: true }).click()
  }
  const newest = () => page.getByRole('main').getByRole('status')
  const refusedFile = async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      link('Download refused lines').first().click(),
    ])
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
  }

  test('a type for them comes as a file, and the list of imports leads to a new one', async () => {
    await at('model-files')
    await give('doc.yaml', model)
    await button('Do this').click()
    await page.getByRole('status').getByText('1 done.').waitFor()
    await at('imports')
    await page.getByText('Nothing has been imported yet.').waitFor()
    await page.getByRole('link', { name: 'Import', exact: true }).click()
    await page.waitForURL(/new-import$/)
    await page.getByRole('combobox', { name: 'Becomes entries of' }).click()
    await page.getByRole('option', { name: 'Document' }).click()
    await page.waitForURL(/type=doc/)
    expect(await findings(page)).toEqual([])
  })

  test('what is no table, empty or of another encoding says so, and another file can be chosen', async () => {
    await give('photo.csv', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))
    await page.getByText('This is no table. Choose a CSV, an Excel file (.xlsx) or NDJSON.').waitFor()
    expect(await findings(page)).toEqual([])
    await give('empty.csv', '')
    await page.getByText('There is no line to import.').waitFor()
    await give('utf16.csv', Buffer.from('\uFEFFheading\n', 'utf16le'))
    await page.getByText('The encoding is UTF-16. Save the file as “CSV UTF-8”.').waitFor()
    await give('tabs.csv', 'heading\tslug\na\tb')
    await page
      .getByText('The columns seem to be separated by something other than commas.', { exact: false })
      .waitFor()
    await give('old.xlsx', 'no spreadsheet')
    await page.getByText('No field has this name: left out.').waitFor()
    expect(await button('Check').isDisabled()).toBe(true)
    await page.getByText('No column goes anywhere. Choose where one goes to go on.').waitFor()
  })

  test('the 215 documents are looked at: samples, guesses, what is near, what is missing, what is there twice', async () => {
    const broken = documents.map((line, i) =>
      i === 20 ? line.replace(/"date": ("[^"]*"|null)/, '"date": "in spring"') : line,
    )
    await give('react-docs.ndjson', broken.join('\n'))
    await page.getByText('バンドルサイズゼロの React Server Components の紹介').waitFor()
    expect(await page.getByRole('combobox', { name: 'Form and encoding' }).inputValue()).toBe('NDJSON')
    expect(await goesTo('section').inputValue()).toBe('Section')
    expect(await goesTo('body').inputValue()).toBe('Body (language below)')
    await page.getByText('No column says which entry a row is: each row becomes a new one.').waitFor()
    await page.getByText('Required for publishing, and no column fills it: Heading, Slug').waitFor()
    await button('Use “Slug”').click()
    await page.getByText('Required for publishing, and no column fills it: Heading').waitFor()
    expect(await findings(page)).toEqual([])
    await choose('title', 'Body (日本語)')
    await expect.poll(() => page.getByRole('alert').count()).toBe(2)
    await page.getByText('The column “title” goes there, too.').waitFor()
    expect(await button('Check').isDisabled()).toBe(true)
    await choose('title', 'Heading (日本語)')
    await button('Use “Date”').click()
    expect(await goesTo('date').inputValue()).toBe('Date')
    await page.getByText('Existing entries are found by the column “slug”.').waitFor()
    await expect.poll(() => page.getByText('Required for publishing').count()).toBe(0)
  })

  test('they are checked, the good ones come in without a second choice, the broken one is mended and follows', async () => {
    await button('Check').click()
    await page.getByText('215 of 215 lines. 214 created, 0 changed, 0 unchanged, 1 refused').waitFor()
    await page.getByText('Dry run', { exact: true }).waitFor()
    await button('Show reasons').click()
    await page
      .getByRole('list', { name: 'Refused lines' })
      .getByText(/^Line 21 Date: /)
      .waitFor()
    expect(await findings(page)).toEqual([])
    await button('Import this now').click()
    await expect.poll(() => newest().filter({ hasText: '214 created' }).count()).toBe(2)
    const { name, bytes } = await refusedFile()
    const [line, ...more] = bytes.toString().trimEnd().split('\n')
    expect([name, more, JSON.parse(line!)['import.line']]).toEqual(['doc-refused.ndjson', [], 21])
    expect(JSON.parse(line!)['import.reason']).toMatch(/^Date: /)
    await link('Import mended lines').first().click()
    await give(name, line!.replace('"in spring"', '"2026-03-20"'))
    await page.getByText('The file has 1 row.').waitFor()
    expect(await goesTo('title').inputValue()).toBe('Heading (日本語)')
    expect(await goesTo('import.reason').inputValue()).toBe('Leave out')
    await button('Begin the import').click()
    await page.getByText('1 of 1 lines. 1 created, 0 changed, 0 unchanged, 0 refused').waitFor()
  })

  test('215 are in the list; published, an API gives them out', async () => {
    await at('entries/doc')
    await page.getByText('215 entries').waitFor()
    await page.getByLabel('Choose all on this page').check()
    await page.getByRole('button', { name: 'Choose all 215 that match' }).click()
    await button('Publish them').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Publish/ })
      .click()
    await post(page, 'apis/default/endpoints/suggest', { type: 'doc' })
    const read = async () => {
      const answer = await fetch(
        `${server.siteUrl}/api/default/doc?count=exact&filter[section]=blog&locale=ja`,
      )
      return (await answer.json()) as { data: { heading: string; body: unknown }[]; meta: { count: number } }
    }
    await expect.poll(async () => (await read()).meta?.count, { timeout: 30_000 }).toBe(24)
    expect((await read()).data[0]!.heading).toMatch(/\p{L}/u)
  })

  test('an import goes on while one is elsewhere, is found again after the page was left, and can be cancelled', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `many-${i},見出し ${i}`)
    await at('new-import?type=doc')
    await give('many.csv', `Slug,Heading\n${lines.join('\n')}`)
    await page.getByText('The first 50 rows were looked at.').waitFor()
    await button('Begin the import').click()
    await page.getByRole('progressbar', { name: /Document/ }).waitFor()
    await link('Home').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.reload()
    await at('imports')
    await page.getByRole('progressbar', { name: /Document/ }).waitFor()
    await button('Cancel').click()
    await page.getByText('Cancelled', { exact: true }).waitFor()
    await button('Go on').waitFor()
    expect(await newest().first().textContent()).not.toContain('60000 of 60000')
  })

  test('a Shift_JIS table from a Japanese Excel is read by its heads; a wrong encoding can be put right', async () => {
    const { page: theirs, complaints: heard } = await openPage(browser, {
      ...phone,
      colorScheme: 'dark',
      storageState: await page.context().storageState(),
    })
    const text =
      'スラッグ,見出し（ja）,見出し（en）,日付,備考\r\nsjis-1,①～髙﨑の机,Desk,2026/1/5,x\r\nsjis-2,椅子,,あした,y\r\n'
    await theirs.goto(`${server.consoleUrl}/sites/main/new-import?type=doc`)
    await give('机.csv', iconv.encode(text, 'cp932'), theirs)
    const form = theirs.getByRole('combobox', { name: '形式と文字コード' })
    await theirs.getByText('①～髙﨑の机').waitFor()
    expect(await form.inputValue()).toBe('CSV（Shift_JIS）')
    const target = (name: string) =>
      theirs.getByRole('combobox', { name: `「${name}」の行き先` }).inputValue()
    expect(
      await Promise.all(['スラッグ', '見出し（ja）', '見出し（en）', '日付', '備考'].map(target)),
    ).toEqual(['スラッグ', '見出し（日本語）', '見出し（English）', '日付', '取り込まない'])
    expect(await findings(theirs)).toEqual([])
    const width = await theirs.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await form.click()
    await theirs.getByRole('option', { name: 'CSV（UTF-8）' }).click()
    await theirs.getByText('読めない文字があります', { exact: false }).waitFor()
    await form.click()
    await theirs.getByRole('option', { name: 'CSV（Shift_JIS）' }).click()
    await theirs.getByText('自分で選びました。').waitFor()
    await theirs.getByRole('button', { name: '確認する' }).click()
    await theirs.getByText('2 行のうち 2 行。 作成 1、更新 0、変更なし 0、受け付けず 1').waitFor()
    // What was in hand is gone with the page; the choices are not.
    await theirs.reload()
    await theirs.getByRole('link', { name: 'ファイルを選び直して取り込む' }).click()
    await give('机.csv', iconv.encode(text.replace('あした', '2026年1月6日'), 'cp932'), theirs)
    await theirs.getByRole('button', { name: '取り込みを始める' }).click()
    await theirs.getByText('2 行のうち 2 行。 作成 2、更新 0').waitFor()
    expect(await findings(theirs)).toEqual([])
    expect(heard).toEqual([])
    await theirs.context().close()
  })

  test('the command shows the same before it imports', async () => {
    const login = ['login', '--url', server.consoleUrl, '--email', 'owner@example.com']
    await server.dozo(login, 'correct horse battery\n')
    const file = join(server.env['XDG_CONFIG_HOME']!, 'doc.csv')
    writeFileSync(file, iconv.encode('スラッグ,見だし,日付\r\na-1,机,2026/1/5\r\n', 'cp932'))
    const { code, out, err } = await server.dozo(['entries', 'import', 'doc', file, '--preview'])
    expect([code, err.trim()]).toEqual([0, 'csv, cp932, rows: 1'])
    const id = /^\S+/m.exec((await server.dozo(['entries', 'imports'])).out.split('\n')[1]!)![0]
    const refused = await server.dozo(['entries', 'refused', id])
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('none was refused')])
    expect(out).toMatch(/スラッグ +address +a-1\n見だし +\? perhaps heading +机\n日付 +day +2026\/1\/5/)
  })

  test('a file is taken by dropping it on the page', async () => {
    await at('new-import?type=doc')
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['Slug,Headin\na,b'], 'dropped.csv'))
      return transfer
    })
    const zone = page.locator('.drop-area')
    await zone.dispatchEvent('dragenter', { dataTransfer: data })
    await page.getByText('Import this file').waitFor()
    await zone.dispatchEvent('drop', { dataTransfer: data })
    await button('Use “Heading (language below)”').click()
    expect(await goesTo('Headin').inputValue()).toBe('Heading (language below)')
    await choose('Slug', 'Leave out')
    await page.getByText('No column says which entry a row is: each row becomes a new one.').waitFor()
  })

  test('nothing complained meanwhile', () => expect(complaints).toEqual([]))
})
