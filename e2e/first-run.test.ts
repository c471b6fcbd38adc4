import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openBrowser, openPage } from './browser.ts'
import { startServer } from './server.ts'

// The browser half of the first story: the printed link makes the owner, who writes and publishes news that the API then answers.
describe.skipIf(!executablePath)('the first run in a browser', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    ;({ page, complaints } = await openPage(browser))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const read = async (path: string) => {
    const answer = await fetch(`${server.siteUrl}/api/default${path}`)
    return (await answer.json()) as { data: Record<string, unknown>[] }
  }
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })

  test('the set-up link makes the owner; what is wrong is said at its field', async () => {
    await page.goto(server.setupUrl)
    await heading('Dozoを始める')
    expect(await findings(page)).toEqual([])
    await page.getByLabel('名前').fill('山田 花子')
    await page.getByLabel('メールアドレス').fill('hanako@example.com')
    await page.getByLabel('パスワード').fill('短い')
    await button('オーナーを登録する').click()
    await page.getByText('パスワードは10文字以上にしてください。').waitFor()
    await page.getByLabel('パスワード').fill('correct horse battery')
    await button('オーナーを登録する').click()
    await page.waitForURL(/\/sites\/main$/)
    expect(await findings(page)).toEqual([])
  })

  test('the link works once', async () => {
    const { page: other } = await openPage(browser)
    await other.goto(server.setupUrl)
    await other.getByRole('heading', { level: 1, name: '初期設定のリンクが使えません。' }).waitFor()
    await other.getByText('npm run dozo -- setup-link').waitFor()
    await other.context().close()
  })

  test('a draft is saved without what publishing needs, and publishing says what is missing', async () => {
    await page.getByRole('link', { name: 'お知らせを作成' }).click()
    await heading('新しいお知らせ')
    await page.getByLabel('題名（日本語）').fill('創業祭のお知らせ')
    await button('公開…').click()
    await button('公開する').click()
    const alert = page.getByRole('alert').filter({ hasText: '公開していません' })
    await alert.getByRole('button', { name: /スラッグ/ }).click()
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('[data-place]')?.getAttribute('data-place'))
    await expect.poll(focused).toBe('/values/slug')
    expect(await findings(page)).toEqual([])
    expect((await read('/news')).data.map((one) => one['title'])).not.toContain('創業祭のお知らせ')
  })

  test('complete, it is published, and the API answers it at once', async () => {
    await page.getByLabel('スラッグ').fill('ｆｏｕｎｄｉｎｇ-day')
    await page.getByLabel('日付').fill('2026-12-01')
    const editor = page.getByRole('textbox', { name: /本文/ })
    await editor.click()
    await editor.pressSequentially('12月1日に')
    await button('太字').click()
    await editor.pressSequentially('創業祭')
    await button('太字').click()
    await editor.pressSequentially('を開きます。')
    await page.getByRole('combobox', { name: '分類' }).click()
    await page.getByRole('option').first().click()
    await button('公開…').click()
    await button('公開する').click()
    await page.getByText('公開しました。').waitFor()
    await page.getByText('読者には、この内容が見えています。').waitFor()
    const found = (await read('/news?locale=ja')).data.find((one) => one['slug'] === 'founding-day')
    expect(found).toMatchObject({ title: '創業祭のお知らせ', date: '2026-12-01' })
    expect(JSON.stringify(found)).toContain('<strong>創業祭</strong>')
  })

  test('saving changes the working copy only; versions are compared and brought back', async () => {
    await page.getByLabel('題名（日本語）').fill('創業祭（日程変更）')
    await page.keyboard.press('Control+s')
    await page.getByText('保存しました。公開中の内容は変わりません。').waitFor()
    await page.getByText(/読者には版 \d+ が見えています/).waitFor()
    expect((await read('/news?locale=ja')).data.map((one) => one['title'])).toContain('創業祭のお知らせ')
    await button(/^すべての版を見る/).click()
    await button('前の版との違い').first().click()
    await page.getByRole('dialog').getByText('創業祭（日程変更）').waitFor()
    await page.getByRole('dialog').getByText('創業祭のお知らせ').waitFor()
    expect(await findings(page)).toEqual([])
    await button(/^版 \d+ に戻す$/)
      .first()
      .click()
    await page.getByText(/の内容に戻しました/).waitFor()
    expect(await page.getByLabel('題名（日本語）').inputValue()).toBe('創業祭のお知らせ')
  })

  test('what is typed is saved by itself: one version a sitting, kept when one leaves', async () => {
    const versions = () => button(/^すべての版を見る/).textContent()
    const before = await versions()
    const saved = () =>
      page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok())
    for (const title of ['創業祭の', '創業祭のお知らせ（自動']) {
      const reply = saved()
      await page.getByLabel('題名（日本語）').fill(title)
      await reply
      await page.getByText(/^保存済み/).waitFor()
    }
    const sitting = await versions()
    expect(sitting).not.toBe(before)
    // A pause changes nothing under the hands of who writes: neither the space at the end nor where the next word goes.
    const title = page.getByLabel('題名（日本語）')
    const spaced = saved()
    await title.fill('Founders ')
    await spaced
    await page.getByText(/^保存済み/).waitFor()
    await title.press('End')
    await title.pressSequentially('day')
    expect(await title.inputValue()).toBe('Founders day')
    const text = page.getByRole('textbox', { name: '本文（日本語）' })
    await text.click()
    await page.keyboard.press('Control+Home')
    const half = page.waitForResponse((response) => response.request().postData()?.includes('前半') ?? false)
    await page.keyboard.type('前半')
    await half
    await page.getByText(/^保存済み/).waitFor()
    await page.keyboard.type('と後半')
    expect(await text.innerText()).toMatch(/^前半と後半/)
    for (let n = 0; n < 5; n++) await page.keyboard.press('Backspace')
    // A moment later, and without waiting for it.
    await page.getByLabel('題名（日本語）').fill('創業祭のお知らせ（自動保存）')
    await page.getByRole('link', { name: 'お知らせの一覧' }).click()
    await page.waitForURL(/\/entries\/news$/)
    await page.getByRole('link', { name: '創業祭のお知らせ（自動保存）' }).click()
    await page.getByText(/^保存済み/).waitFor()
    expect(await versions()).toBe(sitting)
    await button(/^すべての版を見る/).click()
    await page.getByRole('dialog').getByText('執筆中').waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('題名（日本語）').fill('創業祭のお知らせ')
    const byHand = page.waitForResponse(
      (response) => response.request().postData()?.includes('"end"') ?? false,
    )
    await page.keyboard.press('Control+s')
    await byHand
    await page.getByText(/^保存済み/).waitFor()
    expect(await versions()).toBe(sitting)
    await button(/^すべての版を見る/).click()
    await page.getByRole('dialog').getByText('編集中の内容').first().waitFor()
    await page.getByRole('dialog').getByText('執筆中').waitFor({ state: 'hidden' })
    await page.keyboard.press('Escape')
  })

  test('leaving with words that cannot be saved asks first', async () => {
    await page.route('**/manage/**', (route) => route.abort('internetdisconnected'))
    await page.getByLabel('題名（日本語）').fill('書きかけ')
    await page.getByRole('link', { name: 'お知らせの一覧' }).click()
    await page.getByText('保存していない変更は失われます。').waitFor()
    await page.unroute('**/manage/**')
    await button('保存せずに離れる').click()
    await page.waitForURL(/\/entries\/news$/)
    for (const one of complaints.splice(0)) expect(one).toContain('ERR_INTERNET_DISCONNECTED')
  })

  test('a page that is closed in the middle leaves what was typed; without a network it is saved later', async () => {
    const context = page.context()
    const title = (of: Page) => of.getByLabel('題名（日本語）')
    const closed = await context.newPage()
    const href = await page.getByRole('link', { name: '創業祭のお知らせ' }).getAttribute('href')
    await closed.goto(server.consoleUrl + href)
    const { pathname } = new URL(closed.url())
    await title(closed).waitFor()
    await closed.route('**/manage/**', (route) => route.abort('internetdisconnected'))
    await title(closed).fill('閉じる前の題名')
    const kept = () =>
      page.evaluate(() => Object.values(localStorage).filter((one) => one.includes('閉じる前の題名')).length)
    await expect.poll(kept).toBe(1)
    await closed.close({ runBeforeUnload: false })

    const again = await context.newPage()
    await again.goto(server.consoleUrl + pathname)
    await again.getByText('保存されていない書きかけがあります').waitFor()
    expect(await title(again).inputValue()).toBe('創業祭のお知らせ')
    expect(await findings(again)).toEqual([])
    await again.route('**/manage/**', (route) => route.abort('internetdisconnected'))
    await again.getByRole('button', { name: '続きを書く' }).click()
    expect(await title(again).inputValue()).toBe('閉じる前の題名')
    await again.getByRole('button', { name: '保存', exact: true }).click()
    await again.getByText('つながり次第、保存します').waitFor()
    await again.unroute('**/manage/**')
    await again.evaluate(() => window.dispatchEvent(new Event('online')))
    await again.getByText(/^保存済み/).waitFor()
    await expect.poll(kept).toBe(0)
    await again.reload()
    await title(again).waitFor()
    expect(await title(again).inputValue()).toBe('閉じる前の題名')
    expect(await again.getByText('保存されていない書きかけがあります').count()).toBe(0)
    await title(again).fill('創業祭のお知らせ')
    await again.getByRole('button', { name: '保存', exact: true }).click()
    await again.getByText('保存しました。').waitFor()
    await again.close()
  })

  test('the list searches, filters by state and keeps both in the address', async () => {
    await page.getByLabel('言葉で探す').fill('創業祭')
    await page.waitForURL(/q=/)
    await page.getByText('1 件').waitFor()
    await page.getByLabel('検索を消す').click()
    await button('絞り込む').click()
    await page.getByRole('combobox', { name: '項目' }).click()
    await page.getByRole('option', { name: '状態' }).click()
    await page.getByRole('combobox', { name: '値' }).click()
    await page.getByRole('option', { name: '公開中', exact: true }).click()
    expect(await button('絞り込む').getAttribute('aria-expanded')).toBe('true')
    await button('絞り込みを追加').click()
    await page.waitForURL(/filter=/)
    await page.reload()
    await button('「状態」の絞り込みを外す').waitFor()
    await page.getByRole('link', { name: '創業祭のお知らせ' }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('a session that ends while somebody writes asks for the password on top and loses nothing', async () => {
    await page.getByRole('link', { name: '創業祭のお知らせ' }).click()
    await page.getByLabel('題名（日本語）').fill('創業祭、いよいよ')
    await page.context().clearCookies()
    await button('保存').click()
    await page.getByText('セッションが終わりました').waitFor()
    await page.getByLabel('パスワード').fill('correct horse battery')
    await button('ログインする').click()
    await page.getByText('セッションが終わりました').waitFor({ state: 'hidden' })
    expect(await page.getByLabel('題名（日本語）').inputValue()).toBe('創業祭、いよいよ')
    await page.getByText(/^保存済み/).waitFor()
    await page.reload()
    await page.getByLabel('題名（日本語）').waitFor()
    expect(await page.getByLabel('題名（日本語）').inputValue()).toBe('創業祭、いよいよ')
  })

  test('two people who change different fields keep both; the same field is shown to the second', async () => {
    const { page: other } = await openPage(browser, { storageState: await page.context().storageState() })
    await other.goto(page.url())
    await other.getByLabel('題名（日本語）').fill('先に変えた題名')
    await other.getByRole('button', { name: '保存', exact: true }).click()
    await other.getByText('保存しました。公開中の内容は変わりません。').waitFor()
    await other.context().close()
    await page.getByLabel('要約（日本語）').fill('わたしの要約')
    await page.getByLabel('題名（日本語）').fill('わたしの題名')
    await page.getByText('山田 花子が先に保存しました').waitFor()
    await page.getByText('自動保存を止めています').waitFor()
    expect(await page.getByLabel('題名（日本語）').inputValue()).toBe('わたしの題名')
    // Whatever else is saved meanwhile, nobody decides it for the two; what is public is not decided by the way either.
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const status = await page.evaluate(async (path) => {
      const headers = { 'content-type': 'application/json', 'if-match': '*' }
      const body = JSON.stringify({ values: { date: '2026-12-02' } })
      return (await fetch(path, { method: 'PATCH', headers, body })).status
    }, `/manage/v1/sites/main/entries/${id}`)
    expect(status).toBe(200)
    const news = page.waitForResponse((response) => response.url().endsWith(`/entries/${id}`))
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await news
    await expect.poll(() => page.getByLabel('日付').inputValue()).toBe('2026-12-02')
    await page.getByText('自動保存を止めています').waitFor()
    await button('公開…').click()
    const dialog = page.getByRole('dialog', { name: 'どちらを残しますか' })
    await dialog.getByText('先に変えた題名').waitFor()
    await dialog.getByText('わたしの題名').waitFor()
    await dialog.getByText('創業祭、いよいよ').waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('radio', { name: '相手の内容' }).check()
    await dialog.getByRole('button', { name: '選んだ内容で保存' }).click()
    await page.getByText(/^保存済み/).waitFor()
    expect(await page.getByLabel('題名（日本語）').inputValue()).toBe('先に変えた題名')
    expect(await page.getByLabel('要約（日本語）').inputValue()).toBe('わたしの要約')
  })

  test('nothing was written to the browser’s log on the way', () => {
    expect(complaints).toEqual([])
  })
})
