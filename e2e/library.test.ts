import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { post, useOwner } from './owner.ts'

type Known = Record<string, any>

const picture = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

describe.skipIf(!executablePath)('the files library', () => {
  const journey = useOwner()
  let { server, page, complaints } = journey
  beforeAll(() => {
    ;({ server, page, complaints } = journey)
  })

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => page.getByRole('dialog').last()
  const uploads = () => page.getByRole('region', { name: 'Uploads' })
  const card = (name: string) =>
    page.getByRole('list', { name: 'List of files' }).getByRole('link', { name, exact: true })
  const input = (label = 'Upload') => page.getByLabel(label, { exact: true })
  const open = (search = '') => page.goto(`${server.consoleUrl}/sites/main/files${search}`)
  const ask = (path: string, init: RequestInit = {}): Promise<{ status: number; body: Known }> =>
    page.evaluate(
      async ([to, how]) => {
        const answer = await fetch(`/manage/v1/sites/main/${to}`, how as RequestInit)
        const text = await answer.text()
        return { status: answer.status, body: text ? JSON.parse(text) : {} }
      },
      [path, init] as const,
    )
  const files = async (query = ''): Promise<Known[]> => (await ask(`files?size=100&${query}`)).body['data']
  const named = async (path: string): Promise<Known> => (await files(`path=${encodeURIComponent(path)}`))[0]!
  const put = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer })

  test('files come by the file input; a name that is taken asks; grid and table show them', async () => {
    await page.getByRole('link', { name: 'Files', exact: true }).click()
    await page.getByText('There is no file here. Upload some', { exact: false }).waitFor()
    await input().setInputFiles([
      put('sea.png', 'image/png', await picture(400, 200, '#2266aa')),
      put('hall.png', 'image/png', await picture(200, 300, '#aa6622')),
      put('form.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n%%EOF\n')),
    ])
    await uploads().getByText('3 of 3 done', { exact: false }).waitFor()
    expect((await files()).map(({ name, kind }) => [name, kind]).toSorted()).toEqual([
      ['form.pdf', 'document'],
      ['hall.png', 'image'],
      ['sea.png', 'image'],
    ])
    await input().setInputFiles(put('sea.png', 'image/png', await picture(30, 20, '#ffffff')))
    await uploads().getByText('There is a file of this name', { exact: false }).waitFor()
    expect(await findings(page)).toEqual([])
    await uploads().getByRole('button', { name: 'Keep both' }).click()
    await card('sea (2).png').waitFor()
    expect((await named('sea.png'))['width']).toBe(400)
    await input('Upload as private…').setInputFiles(put('secret.txt', 'text/plain', Buffer.from('hush')))
    await card('secret.txt').waitFor()
    expect((await named('secret.txt'))['public']).toBe(false)
    await uploads().getByRole('button', { name: 'Close the list of uploads' }).click()
    await expect.poll(() => uploads().count()).toBe(0)
    await page.getByTitle('Table').click()
    await page.waitForURL(/view=list/)
    await button('Name').click()
    await page.waitForURL(/sort=name/)
    await expect
      .poll(() => page.getByRole('row').getByRole('link').allTextContents())
      .toEqual(['form.pdf', 'hall.png', 'sea (2).png', 'sea.png', 'secret.txt'])
    expect(await findings(page)).toEqual([])
    await page.getByLabel('Search names, words, tags').fill('ｓｅａ')
    await page.waitForURL(/q=/)
    await expect.poll(() => page.getByRole('row').getByRole('link').count()).toBe(2)
  })

  test('an upload goes on while one is elsewhere, after a broken line, too; one that is cancelled leaves nothing', async () => {
    await open()
    const line = Promise.withResolvers<void>()
    let broken = 0
    await page.route('**/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH') {
        await line.promise
        if (broken++ === 0) return route.abort('connectionreset')
      }
      return route.continue()
    })
    await input().setInputFiles([
      put('film.bin', 'application/octet-stream', Buffer.alloc(600_000, 1)),
      put('other.bin', 'application/octet-stream', Buffer.alloc(600_000, 2)),
    ])
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect
      .poll(() => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))))
      .toBe(true)
    const removed = page.waitForRequest((one) => one.method() === 'DELETE' && /\/uploads\//.test(one.url()))
    await uploads().getByRole('button', { name: 'other.bin: cancel the upload' }).click()
    const gone = (await removed).url()
    line.resolve()
    await uploads().getByText('1 of 1 done', { exact: false }).waitFor()
    expect(broken).toBeGreaterThan(1)
    await page.unroute('**/uploads/*')
    expect((await ask(gone.slice(gone.indexOf('uploads/')))).status).toBe(404)
    expect((await named('film.bin'))['size']).toBe(600_000)
    expect(await named('other.bin')).toBeUndefined()
    await uploads().getByRole('link', { name: 'film.bin' }).click()
    await page.getByRole('dialog').getByText('film.bin').first().waitFor()
    await uploads().getByRole('button', { name: 'Close the list of uploads' }).click({ force: true })
  })

  test('words, tags and the focal point are saved; what somebody saved meanwhile is not written over', async () => {
    await open()
    await card('sea.png').click()
    await dialog().getByText('There is none yet', { exact: false }).first().waitFor()
    await dialog().getByLabel('Alternative text (日本語)').fill('朝の海')
    await dialog().getByLabel('Tags').fill('海、朝')
    const { width, height } = (await dialog().locator('.focal-area img').boundingBox())!
    await dialog()
      .locator('.focal-area img')
      .click({ position: { x: width * 0.25, y: height * 0.5 } })
    await dialog()
      .getByRole('button', { name: /^Focal point: 25/ })
      .press('ArrowDown')
    await dialog().getByLabel('From the left (%)').fill('３０')
    expect(await findings(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('What is said of “sea.png” was saved.').waitFor()
    const saved = await named('sea.png')
    expect(saved).toMatchObject({ alt: { ja: '朝の海' }, tags: ['海', '朝'], focal: { x: 0.3 } })
    expect(saved['focal'].y).toBeCloseTo(0.51, 1)
    const body = JSON.stringify({ credit: 'Hanako', alt: { ja: '夜の海' } })
    const headers = { 'content-type': 'application/json', 'if-match': '*' }
    expect((await ask(`files/${saved['id']}`, { method: 'PATCH', headers, body })).status).toBe(200)
    await dialog().getByLabel('Alternative text (日本語)').fill('昼の海')
    await dialog().getByRole('button', { name: 'Save', exact: true }).click()
    await dialog().getByText('Somebody changed this file meanwhile').waitFor()
    expect((await named('sea.png'))['alt']).toEqual({ ja: '夜の海' })
    await dialog().getByRole('button', { name: 'Load what there is now' }).click()
    await dialog().getByText('Saved meanwhile: “夜の海”').waitFor()
    expect(await dialog().getByLabel('Alternative text (日本語)').inputValue()).toBe('昼の海')
    await dialog().getByRole('button', { name: 'Save', exact: true }).click()
    await expect
      .poll(async () => named('sea.png'))
      .toMatchObject({ alt: { ja: '昼の海' }, credit: 'Hanako', focal: { x: 0.3 } })
    await dialog().getByLabel('Credit').fill('half a name')
    await dialog().getByRole('button', { name: 'Close' }).click()
    await button('Leave without saving').click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('combobox', { name: 'Alternative text' }).click()
    await page.getByRole('option', { name: 'None in 日本語' }).click()
    await page.waitForURL(/noAlt=ja/)
    await card('hall.png').waitFor()
    await expect.poll(() => card('sea.png').count()).toBe(0)
  })

  test('new bytes keep the address, old ones come back, what uses it is named, a private one opens by a link', async () => {
    const { id, url } = await named('sea.png')
    await post(page, 'content-types', {
      key: 'page',
      name: { ja: 'Page', en: 'Page' },
      kind: 'plain',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', name: { ja: 'Title', en: 'Title' } },
        { key: 'hero', type: 'image', name: { ja: 'Hero', en: 'Hero' } },
      ],
    })
    await post(page, 'entries', { type: 'page', values: { title: 'Harbour', hero: { file: id } } })
    await open(`?file=${id}`)
    await dialog().getByRole('link', { name: 'Harbour' }).waitFor()
    await dialog()
      .getByLabel('Replace the bytes')
      .setInputFiles(put('later.png', 'image/png', await picture(500, 250, '#113355')))
    await dialog().getByRole('button', { name: 'Restore version 1' }).waitFor()
    expect(await named('sea.png')).toMatchObject({ id, url, version: 2, width: 500 })
    await dialog().getByRole('button', { name: 'Restore version 1' }).click()
    await page.getByText('Version 1 is the current one.').waitFor()
    expect(await named('sea.png')).toMatchObject({ id, url, version: 1, width: 400 })
    await dialog().getByRole('button', { name: 'Make it private' }).click()
    await dialog().getByRole('button', { name: 'Make a link' }).click()
    const link = await dialog().getByText('token=', { exact: false }).textContent()
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(link!)).status).toBe(200)
    await dialog()
      .getByRole('button', { name: /Withdraw$/ })
      .click()
    await page.getByText('The link was withdrawn.').waitFor()
    expect((await fetch(link!)).status).toBe(404)
    await dialog().getByRole('button', { name: 'To the trash…' }).click()
    await dialog().getByText('These entries use it', { exact: false }).waitFor()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    expect((await named('sea.png'))['trashedAt']).toBeNull()
  })

  test('several are moved into a new folder, put into the trash, and taken back; what is refused is named', async () => {
    await open()
    for (const name of ['hall.png', 'form.pdf']) await page.getByLabel(`Choose “${name}”`).check()
    await page.getByText('2 chosen').waitFor()
    await button('Move…').click()
    await dialog().getByRole('combobox', { name: 'Folder' }).fill('press/2026')
    await button('Move 2 files').click()
    await page.getByText('2 files were moved to “press/2026”.').waitFor()
    expect((await files('folder=press/2026')).map(({ name }) => name).toSorted()).toEqual([
      'form.pdf',
      'hall.png',
    ])
    await page.getByRole('link', { name: /^press/ }).click()
    await page.getByRole('heading', { level: 1, name: 'press' }).waitFor()
    await page.getByRole('link', { name: /^2026/ }).click()
    await card('hall.png').waitFor()
    const { id, etag } = await named('press/2026/form.pdf')
    for (const name of ['hall.png', 'form.pdf']) await page.getByLabel(`Choose “${name}”`).check()
    const headers = { 'content-type': 'application/json', 'if-match': `"${etag}"` }
    const body = JSON.stringify({ credit: 'somebody else' })
    expect((await ask(`files/${id}`, { method: 'PATCH', headers, body })).status).toBe(200)
    await button('To the trash…').click()
    await button('Put 2 into the trash').click()
    const refused = page.getByRole('alert').filter({ hasText: '1 of 2 stayed as they were' })
    await refused.getByText('press/2026/form.pdf', { exact: false }).waitFor()
    expect((await files('trashed=true')).map(({ name }) => name)).toEqual(['hall.png'])
    await button('Undo').click()
    await card('hall.png').waitFor()
    expect(await files('trashed=true')).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    // The line that broke was broken by us.
    expect(complaints.filter((one) => !one.includes('ERR_CONNECTION_RESET'))).toEqual([])
  })
})
