import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findingsInBoth, full, openBrowser, openPage, phone } from './browser.ts'
import { startServer } from './server.ts'
import { inputMethod } from './input-method.ts'

const pages = [
  '/account',
  '/sites',
  '/sites/main',
  '/sites/main/entries/news',
  '/sites/main/entries/news/new',
  '/sites/main/entries/news_category',
  '/sites/main/schedules',
  '/sites/main/trash',
  '/sites/main/content-types',
  '/sites/main/new-content-type',
  '/sites/main/content-types/news',
  '/sites/main/model-files',
  '/sites/main/apis',
  '/sites/main/apis/default',
  '/sites/main/apis/default/new-endpoint',
  '/sites/main/webhooks',
  '/sites/main/members',
  '/sites/main/members/new',
  '/sites/main/groups',
  '/sites/main/new-group',
  '/sites/main/groups/editor',
  '/sites/main/audit',
  '/sites/main/api-tokens',
  '/sites/main/files',
  '/sites/main/imports',
  '/sites/main/new-import',
  '/sites/main/jobs',
  '/sites/main/settings',
  '/sites/main/nowhere',
  '/sites/nowhere',
]

const ways: [string, BrowserContextOptions][] = [
  ['Japanese', {}],
  ['English, on a phone', { locale: 'en-US', ...phone }],
  ...(full
    ? ([
        ['English', { locale: 'en-US' }],
        ['Japanese, on a phone', phone],
        ['English, at 320 pixels', { locale: 'en-US', viewport: { width: 320, height: 640 } }],
      ] as [string, BrowserContextOptions][])
    : []),
]

describe.skipIf(!executablePath)('every page', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  /** Their addresses hold ids. */
  let endpoint: string
  let storageState: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    const made = await server.dozo(
      ['create-owner', '--email', 'owner@example.com', '--name', '山田 花子'],
      'correct horse battery\n',
    )
    expect(made.code, made.err).toBe(0)
    const { page } = await openPage(browser)
    await page.goto(`${server.consoleUrl}/`)
    await page.getByLabel('メールアドレス').fill('owner@example.com')
    await page.getByLabel('パスワード').fill('correct horse battery')
    await page.getByRole('button', { name: 'ログインする' }).click()
    await page.waitForURL(/\/sites\/main$/)
    const known = await page.evaluate(() =>
      fetch('/manage/v1/sites/main/apis/default/endpoints').then((r) => r.json()),
    )
    endpoint = `/sites/main/apis/default/endpoints/${(known as { data: { id: string }[] }).data[0]!.id}`
    storageState = await page.context().storageState()
    await page.context().close()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test.each(ways)(
    '%s: one heading, in one language, no serious finding in light and dark, nothing beside the screen',
    async (_name, way) => {
      const { page, complaints } = await openPage(browser, { storageState, reducedMotion: 'reduce', ...way })
      for (const path of [...pages, endpoint]) {
        await page.goto(`${server.consoleUrl}${path}`)
        await page.waitForLoadState('networkidle')
        await expect.poll(() => page.locator('h1').count(), { message: path }).toBe(1)
        expect(await findingsInBoth(page), path).toEqual([])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(wide, `${path} is wider than its screen`).toBeLessThanOrEqual(0)
        const title = await page.locator('h1').textContent()
        expect(await page.title(), path).toBe(`${title} – Dozo`)
      }
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  test('language and colours are chosen once and stay, without a flash of the other', async () => {
    const { page } = await openPage(browser, { storageState })
    await page.goto(`${server.consoleUrl}/sites/main`)
    await page.getByRole('button', { name: /アカウントのメニュー/ }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('button', { name: /Account menu/ }).click()
    await page.getByRole('menuitem', { name: 'Dark' }).click()
    await page.reload()
    const first = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      scheme: document.documentElement.getAttribute('data-mantine-color-scheme'),
    }))
    expect(first).toEqual({ lang: 'en', scheme: 'dark' })
    await page.getByRole('link', { name: 'Content types' }).waitFor()
    await page.context().close()
  })

  test('a state has its colour in either scheme', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openPage(browser, { storageState, colorScheme })
      await page.goto(`${server.consoleUrl}/sites/main/entries/news`)
      const state = page.locator('.state').first()
      const colourOf = (one: Element) => getComputedStyle(one).color
      expect(await state.evaluate(colourOf)).not.toBe(await page.locator('body').evaluate(colourOf))
      await page.context().close()
    }
  })

  test('with the keyboard alone: to the content, into the list, into an entry', async () => {
    const { page } = await openPage(browser, { storageState })
    await page.goto(`${server.consoleUrl}/sites/main/entries/news`)
    await page.getByRole('link', { name: '秋の工場見学会' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('本文へ移動')
    await page.keyboard.press('Enter')
    const name = () => page.evaluate(() => document.activeElement?.textContent)
    for (let i = 0; i < 12 && (await name()) !== '秋の工場見学会'; i++) await page.keyboard.press('Tab')
    expect(await name()).toBe('秋の工場見学会')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '秋の工場見学会' }).waitFor()
    await page.context().close()
  })

  test('Japanese is converted in peace: the Enter that confirms a word sends no form and starts no search', async () => {
    const { page } = await openPage(browser, { storageState })
    const { compose, press, commit } = await inputMethod(page)
    const confirm = async (text: string) => {
      await press('Enter')
      await commit(text)
    }
    const type = async (text: string) => {
      for (const part of ['n', 'に', 'にほ', 'にほん', text]) await compose(part)
      await confirm(text)
    }
    await page.goto(`${server.consoleUrl}/sites/main/entries/news`)
    const search = page.getByLabel('言葉で探す')
    await search.focus()
    for (const part of ['n', 'に', 'にほん']) await compose(part)
    expect(page.url()).not.toContain('q=')
    await confirm('日本')
    await page.waitForURL(/q=%E6%97%A5%E6%9C%AC/)
    expect(await search.inputValue()).toBe('日本')
    await page.goto(`${server.consoleUrl}/sites/main/members/new`)
    await page.getByLabel('名前').focus()
    await type('日本')
    expect(await page.getByLabel('名前').inputValue()).toBe('日本')
    expect(page.url()).toContain('/members/new')
    await page.goto(`${server.consoleUrl}/sites/main/entries/news/new`)
    for (const label of ['題名（日本語）', '要約（日本語）']) {
      await page.getByLabel(label).focus()
      await type('日本')
      expect(await page.getByLabel(label).inputValue()).toBe('日本')
    }
    const editor = page.getByRole('textbox', { name: /本文/ })
    await editor.focus()
    await type('日本')
    expect((await editor.textContent())?.trim()).toBe('日本')
    await page.context().close()
  })
})
