// The shortest way through the console in another browser than the one of all other journeys.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, ElementHandle } from 'puppeteer-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firefoxPath, openFirefox, pageOf, type FirefoxPage } from './firefox.ts'
import { startServer } from './server.ts'

describe.skipIf(!firefoxPath)('in Firefox', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let fox: FirefoxPage
  beforeAll(async () => {
    server = await startServer()
    browser = await openFirefox()
    fox = await pageOf(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  const go = (path: string) => fox.page.goto(server.consoleUrl + path)

  test('the set-up link makes an owner, who signs out and in', async () => {
    await fox.page.goto(server.setupUrl)
    await fox.write('名前', '山田 花子')
    await fox.write('メールアドレス', 'owner@example.com')
    await fox.write('パスワード', '正しい 馬の 電池 ホッチキス')
    await fox.press('button', 'オーナーを登録する')
    await fox.at(/\/sites\/main$/)
    await fox.press('button', 'アカウントのメニュー: 山田 花子')
    await fox.press('menuitem', 'ログアウト')
    await fox.write('メールアドレス', 'owner@example.com')
    await fox.write('パスワード', '正しい 馬の 電池 ホッチキス')
    await fox.press('button', 'ログインする')
    await fox.at(/\/sites\/main$/)
    await fox.said('公開の予約')
  })

  test('an entry is written in Japanese, saves itself, and is what the API gives once it is public', async () => {
    await fox.press('link', 'お知らせ')
    await fox.at(/\/entries\/news$/)
    await fox.press('link', '秋の工場見学会')
    await fox.write('題名（日本語）', '、受付中')
    await fox.said('保存済み')
    await fox.write('本文（日本語）', '火狐でも書けます。')
    await fox.press('button', '公開…')
    await fox.press('button', '公開する')
    await fox.said('公開しました。')
    const answer = await fetch(`${server.siteUrl}/api/default/news?locale=ja`)
    const { data } = (await answer.json()) as { data: { title: string }[] }
    const found = data.find(({ title }) => title.includes('、受付中'))
    expect(JSON.stringify(found)).toContain('火狐でも書けます。')
  })

  test('keys of a conversion, which Firefox says are composing, belong to it', async () => {
    await fox.page.keyboard.down('Control')
    await fox.page.keyboard.press('k')
    await fox.page.keyboard.up('Control')
    await fox.page.waitForSelector('[role=dialog] input')
    const open = () =>
      fox.page.evaluate(() => {
        const input = document.querySelector<HTMLInputElement>('[role=dialog] input')!
        input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
        for (const key of ['Enter', 'Escape', 'Tab', 'ArrowDown'])
          input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, isComposing: true }))
        input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
        return document.activeElement === input
      })
    expect(await open()).toBe(true)
    await fox.type('ファイル')
    await fox.page.waitForSelector('::-p-aria([role="option"])')
    await fox.page.keyboard.press('Enter')
    await fox.at(/\/files$/)
  })

  test('a picture is uploaded and shown', async () => {
    const path = join(server.dataDir, '海.png')
    const blue = { create: { width: 60, height: 40, channels: 3, background: '#2266aa' } } as const
    await writeFile(path, await sharp(blue).png().toBuffer())
    const input = await fox.page.waitForSelector('input[type=file]')
    await (input as ElementHandle<HTMLInputElement>).uploadFile(path)
    await fox.page.waitForFunction(() =>
      [...document.querySelectorAll('img')].some(
        ({ complete, naturalWidth }) => complete && naturalWidth > 0,
      ),
    )
    await fox.press('link', '海.png')
    await fox.page.waitForSelector('[role=dialog]')
  })

  test('a definition is shown; the language and the colours are chosen', async () => {
    await go('/sites/main/content-types/news')
    await fox.said('本文')
    await fox.press('button', 'アカウントのメニュー: 山田 花子')
    await fox.press('menuitem', 'English')
    await fox.said('Content types')
    const ground = () => fox.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await fox.press('button', 'Account menu: 山田 花子')
    await fox.press('menuitem', 'Dark')
    await fox.page.waitForFunction(
      (before) => getComputedStyle(document.body).backgroundColor !== before,
      {},
      light,
    )
    expect(light).toBe('rgb(250, 249, 246)')
    expect(await ground()).toBe('rgb(21, 24, 29)')
  })

  test.each(['', '/entries/news', '/entries/news/new', '/files', '/content-types/news'])(
    'on a phone nothing of “%s” lies beside the page',
    async (path) => {
      await fox.page.setViewport({ width: 390, height: 844 })
      await go(`/sites/main${path}`)
      await fox.page.waitForSelector('h1')
      // Less by the bar that scrolls, which a desktop shows.
      expect(await fox.overflow()).toBeLessThanOrEqual(0)
    },
  )

  test('the browser’s log is empty', () => expect(fox.complaints).toEqual([]))
})
