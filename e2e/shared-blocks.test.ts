import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { post, useOwner } from './owner.ts'

const name = (ja: string, en: string) => ({ ja, en })
const text = (key: string, ja: string, en: string) => ({ key, type: 'text', name: name(ja, en) })
const shared = (key: string, ja: string, en: string) => ({
  key,
  name: name(ja, en),
  fields: [text('words', '言葉', 'Words')],
})
const pages = {
  key: 'page',
  name: name('ページ', 'Page'),
  kind: 'plain',
  titleField: 'title',
  fields: [
    { ...text('title', '題名', 'Title'), required: true },
    { key: 'body', type: 'blocks', name: name('本文', 'Body'), kinds: [{ use: 'quote' }] },
  ],
}

// Kinds of blocks that the site defines once, as they are met by who models and by who writes.
describe.skipIf(!executablePath)('shared blocks', () => {
  const journey = useOwner()
  let { server, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, page, complaints } = journey)
    await post(page, 'block-kinds', shared('quote', '引用', 'Quotation'))
    await post(page, 'block-kinds', shared('notice', 'お知らせ', 'Notice'))
    await post(page, 'content-types', pages)
  })

  const button = (label: string) => page.getByRole('button', { name: label, exact: true })
  const kinds = () =>
    page.evaluate(async () => {
      const { data } = await (await fetch('/manage/v1/sites/main/content-types/page')).json()
      return data.fields[1].kinds as unknown
    })

  test('a field names the shared blocks that it uses, and takes another one', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/content-types/page`)
    await page.getByRole('button', { name: /^Body body/ }).click()
    await page.getByRole('group', { name: 'Quotation', exact: true }).waitFor()
    await page.getByRole('combobox', { name: 'Use a shared block' }).click()
    await page.getByRole('option', { name: 'Notice', exact: true }).click()
    await page.getByRole('group', { name: 'Notice', exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
    await button('Save').click()
    await page.getByText('The content type was saved.').last().waitFor()
    expect(await kinds()).toEqual([{ use: 'quote' }, { use: 'notice' }])
  })

  test('the key of a kind is fixed once it is saved, whatever is typed in another one', async () => {
    const key = (kind: string) =>
      page.getByRole('group', { name: kind, exact: true }).getByLabel('Key of the kind')
    const open = () => page.getByRole('button', { name: /^Body body/ }).click()
    await page.reload()
    await open()
    await button('Add a kind of block').click()
    await key('Block').fill('photo')
    await button('Save').click()
    await expect.poll(kinds).toHaveLength(3)
    await page.reload()
    await open()
    expect(await key('Block').isEditable()).toBe(false)
    await button('Add a kind of block').click()
    await key('Block').last().fill('')
    await key('Block').last().pressSequentially('photos')
    expect(await key('Block').last().inputValue()).toBe('photos')
    await key('Block').last().fill('photo')
    // Folded and opened again, it is as new as before.
    await open()
    await key('Block').last().waitFor({ state: 'detached' })
    await open()
    expect(await key('Block').last().isEditable()).toBe(true)
    await button('Remove the kind “Notice”').press('Enter')
    await expect
      .poll(() => button('Add a kind of block').evaluate((one) => one === document.activeElement))
      .toBe(true)
    expect(await key('Block').first().isEditable()).toBe(false)
    await button('Remove the kind “Block”').first().click()
    expect(await key('Block').isEditable()).toBe(true)
    await page.reload()
  })

  test('shared blocks that could not be asked for are told from none', async () => {
    const asked = '**/manage/v1/sites/main/block-kinds'
    await page.route(asked, (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', detail: 'Not now.' },
      }),
    )
    await page.reload()
    await page.getByRole('button', { name: /^Body body/ }).click()
    await page.getByRole('alert').getByText('Not now.').waitFor()
    expect(await findings(page)).toEqual([])
    await page.unroute(asked)
    await button('Try again').click()
    await page.getByRole('group', { name: 'Quotation', exact: true }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('an entry is written with a shared block like with any other', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/entries/page/new`)
    await page.getByLabel('Title').first().fill('Tea')
    await button('Add a block to “Body”').press('Enter')
    await page.getByRole('menuitem', { name: 'Notice' }).press('Enter')
    await page.getByLabel('Words').fill('Closed on Monday')
    await button('Publish…').click()
    await button('Publish').click()
    await page.getByText('Readers see this content.').waitFor()
    expect(complaints).toEqual([])
  })
})
