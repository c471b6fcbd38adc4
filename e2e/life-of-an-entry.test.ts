import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openBrowser, openPage } from './browser.ts'
import { startServer } from './server.ts'

// What an editor does with what is there already: plans it, does one thing with many, deletes, thinks again.
describe.skipIf(!executablePath)('the life of an entry', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    const made = await server.dozo(
      ['create-owner', '--email', 'owner@example.com', '--name', '山田 花子'],
      'correct horse battery\n',
    )
    expect(made.code, made.err).toBe(0)
    ;({ page, complaints } = await openPage(browser))
    await page.goto(`${server.consoleUrl}/`)
    await page.getByLabel('メールアドレス').fill('owner@example.com')
    await page.getByLabel('パスワード').fill('correct horse battery')
    await button('ログインする').click()
    await page.waitForURL(/\/sites\/main$/)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const titles = async () => {
    const answer = await fetch(`${server.siteUrl}/api/default/news?locale=ja&fields=title`)
    return ((await answer.json()) as { data: { title: string }[] }).data.map((one) => one.title).toSorted()
  }
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => page.getByRole('dialog')
  const link = (name: string) => page.getByRole('link', { name, exact: true })
  const list = () => page.goto(`${server.consoleUrl}/sites/main/entries/news`)
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

  const year = new Date().getFullYear() + 2

  test('the next version of a public entry is planned, seen in the list and among what comes, and called off', async () => {
    await list()
    await link('秋の工場見学会').click()
    await page.getByLabel('題名（日本語）').fill('冬の工場見学会')
    await button('公開…').click()
    await page.getByLabel(/公開を始める日時/).fill(`${year}-01-15T09:00`)
    await page.getByText('それまでは、今の公開内容が見えています。').waitFor()
    expect(await findings(page)).toEqual([])
    await button('予約する').click()
    const at = String.raw`${year}年1月15日\(.\) 09:00 JST`
    await page.getByText(new RegExp(`${at} から公開されます`)).waitFor()
    await page.getByText(new RegExp(String.raw`${at} に版 \d+ を公開`)).waitFor()
    expect(await titles()).toContain('秋の工場見学会')
    await list()
    await page
      .getByRole('row', { name: /冬の工場見学会/ })
      .getByText('公開予約')
      .waitFor()
    await link('公開の予約').click()
    await heading('公開の予約')
    await page.getByRole('row', { name: /冬の工場見学会/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await button(/予約を取り消す/).click()
    await page.getByText('予約はありません。').waitFor()
  })

  test('at its time it is what readers get, without anybody being there', async () => {
    await list()
    await link('冬の工場見学会').click()
    await heading('冬の工場見学会')
    const planned = await page.evaluate(async () => {
      const id = location.pathname.split('/').at(-1)
      const answer = await fetch(`/manage/v1/sites/main/entries/${id}/schedules`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action: 'publish', at: new Date(Date.now() + 1500).toISOString() }),
      })
      return answer.status
    })
    expect(planned).toBe(201)
    expect(await titles()).not.toContain('冬の工場見学会')
    await expect.poll(titles, { timeout: 60_000, interval: 200 }).toContain('冬の工場見学会')
  })

  test('all that the list finds is unpublished at once, and undone', async () => {
    const before = await titles()
    expect(before).toHaveLength(3)
    await list()
    await page.getByLabel('このページのすべてを選ぶ').click()
    await page.getByText('3 件を選択中').waitFor()
    expect(await findings(page)).toEqual([])
    await button('まとめて非公開').click()
    await dialog().getByText('3 件を非公開にしますか').waitFor()
    await dialog().getByRole('button', { name: 'まとめて非公開' }).click()
    await page.getByText('3 件中、完了 3、変更なし 0、できなかったもの 0').waitFor()
    expect(await titles()).toEqual([])
    await button('元に戻す').click()
    await page.getByText('元に戻す処理').waitFor()
    await page.getByText('3 件中、完了 3、変更なし 0、できなかったもの 0').waitFor()
    await expect.poll(titles).toEqual(before)
  })

  test('what cannot be done in many is told with its reason', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/entries/news/new`)
    await page.getByLabel('題名（日本語）').fill('書きかけ')
    await button('保存').click()
    await page.waitForURL(/entries\/news\/[0-9a-f-]{36}$/)
    await list()
    await page.getByLabel('「書きかけ」を選ぶ').click()
    await button('まとめて公開').click()
    await dialog().getByRole('button', { name: 'まとめて公開' }).click()
    await page.getByText('1 件中、完了 0、変更なし 0、できなかったもの 1').waitFor()
    await page
      .getByRole('list', { name: 'できなかったもの' })
      .getByText(/書きかけ: \/values\/slug/)
      .waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('deleted, it lies in the trash; taken back, it is there with its versions', async () => {
    await list()
    await link('書きかけ').click()
    await button('削除').click()
    await dialog()
      .getByText(/30日のあいだは元に戻せます/)
      .waitFor()
    await dialog().getByRole('button', { name: '削除' }).click()
    await page.getByText('「書きかけ」をゴミ箱に移しました。').waitFor()
    await link('ゴミ箱').click()
    await heading('ゴミ箱')
    await page.getByRole('row', { name: /書きかけ/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await button('書きかけ: 元に戻す').click()
    await dialog().getByRole('button', { name: '元に戻す' }).click()
    await page.getByText('ゴミ箱は空です。').waitFor()
    await list()
    await link('書きかけ').click()
    await button(/^すべての版を見る（現在 2）/).waitFor()
  })

  test('a copy is a draft beside it', async () => {
    await list()
    await link('冬の工場見学会').click()
    await button('複製').click()
    await heading('冬の工場見学会（コピー）')
    await page.getByText('読者には何も見えていません。').waitFor()
    expect(await titles()).not.toContain('冬の工場見学会（コピー）')
  })

  test('in a tree an entry changes places with the one that stands beside it', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/entries/news_category?layout=table`)
    const roots = async () =>
      (await page.getByRole('row').getByRole('link').allTextContents()).filter((one) => /会社|製品/.test(one))
    await expect.poll(roots).toEqual(['会社', '製品'])
    await button('会社: 下へ').click()
    await expect.poll(roots).toEqual(['製品', '会社'])
    expect(await findings(page)).toEqual([])
    await button('会社: 上へ').click()
    await expect.poll(roots).toEqual(['会社', '製品'])
  })

  test('a list is kept as one wants to see it, and opened again', async () => {
    await list()
    await page.getByLabel('言葉で探す').fill('工場')
    await page.waitForURL(/q=/)
    await button('列').click()
    await page.getByLabel('番号').click()
    await page.getByRole('columnheader', { name: '番号' }).waitFor()
    await page.keyboard.press('Escape')
    await button(/^表示: /).click()
    await page.getByRole('menuitem', { name: '今の表示を保存…' }).click()
    await dialog().getByLabel('名前').fill('工場の記事')
    await dialog().getByRole('button', { name: '保存' }).click()
    await button('表示: 工場の記事').waitFor()
    await list()
    await button('表示: すべて').click()
    await page.getByRole('menuitem', { name: '工場の記事' }).click()
    await page.getByRole('columnheader', { name: '番号' }).waitFor()
    await page.waitForURL(/q=/)
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    expect(await findings(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
