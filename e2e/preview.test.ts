import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'

/** A front that reads the working copy by its token, and has the bad habit of taking the focus. */
async function startFront(siteUrl: () => string) {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://front')
    const token = encodeURIComponent(searchParams.get('preview') ?? '')
    const answer = await fetch(`${siteUrl()}/api/default/note-preview?token=${token}`)
    const { data } = (await answer.json()) as { data?: { title: string } }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><meta name="viewport" content="width=device-width"><title>Front</title>
       <h1>${data?.title ?? 'nothing'}</h1><p id="at">${pathname}</p><input>
       <script>document.querySelector('input').focus()</script>`,
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() }
}

describe.skipIf(!executablePath)('the front beside what is being written', () => {
  const journey = useOwner()
  let { page, server } = journey
  let front: Awaited<ReturnType<typeof startFront>>
  const pane = () => page.getByRole('region', { name: 'Preview' })
  const shown = () => page.frameLocator('iframe')
  const title = () => page.getByRole('textbox', { name: 'Title', exact: false })

  beforeAll(async () => {
    ;({ page, server } = journey)
    front = await startFront(() => server.siteUrl)
    const named = (name: string) => ({ ja: name, en: name })
    await post(page, 'content-types', {
      key: 'note',
      kind: 'plain',
      name: named('Note'),
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', name: named('Title'), localized: true },
        { key: 'data', type: 'json', name: named('Data') },
      ],
    })
    await post(page, 'apis/default/endpoints', {
      path: '/note-preview',
      operation: 'entries.preview',
      type: 'note',
      fields: ['title'],
    })
    await post(page, 'entries', { type: 'note', values: { title: { ja: '下書き', en: 'A draft' } } })
    await page.goto(`${server.consoleUrl}/sites/main/entries/note`)
    await page.getByRole('link', { name: '下書き' }).click()
    await title().waitFor()
  })
  afterAll(() => front?.stop())

  test('what is half written stays where it is when the preview comes and goes', async () => {
    const data = page.getByRole('textbox', { name: 'Data' })
    await data.fill('{ "half":')
    const toggle = page.getByRole('button', { name: 'Preview', exact: true })
    await toggle.click()
    await pane().waitFor()
    expect(await data.inputValue()).toBe('{ "half":')
    await toggle.click()
    await pane().waitFor({ state: 'hidden' })
    expect(await data.inputValue()).toBe('{ "half":')
    await data.fill('')
  })

  test('where no address is set one is asked for, and a wrong one is told at its field', async () => {
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    const address = pane().getByLabel('Preview address')
    await address.fill(`${front.url}/notes`)
    await pane().getByRole('button', { name: 'Save', exact: true }).click()
    await pane().getByText('Put {token} somewhere', { exact: false }).waitFor()
    expect(await findings(page)).toEqual([])
    await address.fill(`${front.url}/{locale}/notes/{number}?preview={token}`)
    await pane().getByRole('button', { name: 'Save', exact: true }).click()
    await shown().getByRole('heading', { name: '下書き' }).waitFor()
    expect(await shown().locator('#at').textContent()).toMatch(/^\/ja\/notes\/\d+$/)
    expect(await findings(page)).toEqual([])
  })

  test('every save shows, and the page that takes the focus gives it back', async () => {
    await title().click()
    await page.keyboard.press('End')
    await page.keyboard.type('を直した')
    await shown().getByRole('heading', { name: '下書きを直した' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.keyboard.type('あと')
    expect(await title().inputValue()).toBe('下書きを直したあと')
    await shown().getByRole('heading', { name: '下書きを直したあと' }).waitFor()
  })

  test('by keys one goes into the page and past it again, in both directions', async () => {
    const at = () => page.evaluate(() => document.activeElement?.tagName)
    await pane().getByRole('link', { name: 'Open in a new tab' }).focus()
    await page.keyboard.press('Shift+Tab')
    await expect.poll(at).toBe('IFRAME')
    await page.keyboard.press('Shift+Tab')
    await expect.poll(at).toBe('BUTTON')
  })

  test('it follows the language, is as wide as a phone where one asks for it, and stays when the page is loaded anew', async () => {
    await page.getByText('English', { exact: true }).first().click()
    await shown().getByRole('heading', { name: 'A draft' }).waitFor()
    const width = () => page.locator('iframe').evaluate((frame) => (frame as HTMLIFrameElement).clientWidth)
    expect(await width()).toBe(1280)
    await pane().getByText('Phone', { exact: true }).click()
    await page.waitForURL(/preview=phone/)
    await page.reload()
    await shown().getByRole('heading', { name: 'A draft' }).waitFor()
    expect(await width()).toBe(390)
    await pane().getByRole('button', { name: 'Close the preview' }).click()
    await page.waitForURL((url) => !url.search.includes('preview'))
  })

  test('on a phone it covers what is written, and goes away again', async () => {
    await page.setViewportSize(phone.viewport!)
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await shown().getByRole('heading', { name: 'A draft' }).waitFor()
    expect(await findings(page)).toEqual([])
    await pane().getByRole('button', { name: 'Close the preview' }).click()
    await title().waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('a page of the console itself is never shown in it', async () => {
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await pane().getByRole('button', { name: 'Change the address' }).click()
    await pane().getByLabel('Preview address').fill(`${server.consoleUrl}/?t={token}`)
    await pane().getByRole('button', { name: 'Save', exact: true }).click()
    await pane().getByText('is the one of this console', { exact: false }).waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
  })

  test('the settings of the site list the addresses of all types, and each is mended or taken away there', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/settings`)
    const group = page.getByRole('group', { name: 'Preview addresses' })
    const note = group.getByRole('textbox', { name: 'Note' })
    expect(await note.inputValue()).toBe(`${server.consoleUrl}/?t={token}`)
    await group.getByRole('combobox', { name: 'Add one for' }).click()
    await page.getByRole('option', { name: 'News', exact: true }).click()
    const news = group.getByRole('textbox', { name: 'News', exact: true })
    await news.fill(`${front.url}/{slug}?p={token}`)
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
    await group.getByText('Only these can stand in the address', { exact: false }).waitFor()
    expect(await findings(page)).toEqual([])
    await news.fill(`${front.url}/{key}?p={token}`)
    await note.fill('')
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    expect(await news.inputValue()).toBe(`${front.url}/{key}?p={token}`)
    expect(await note.count()).toBe(0)
    expect(journey.complaints).toEqual([])
  })
})
