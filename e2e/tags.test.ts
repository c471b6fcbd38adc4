import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openBrowser, openPage } from './browser.ts'
import { startServer } from './server.ts'

// Tags as an editor meets them: from a preset, made while they are typed, two that mean the same made one; and an import that was a mistake.
describe.skipIf(!executablePath)('tags', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    const password = 'correct horse battery\n'
    await server.dozo(['create-owner', '--email', 'owner@example.com', '--name', '山田 花子'], password)
    await server.dozo(['login', '--url', server.consoleUrl, '--email', 'owner@example.com'], password)
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

  const at = (path: string) => page.goto(`${server.consoleUrl}/sites/main/${path}`)
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const titles = async (type: string) =>
    (await server.dozo(['entries', 'list', type])).out
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s{2,}/)[1])
      .toSorted()

  test('the preset makes a type of tags with nothing to think about', async () => {
    await at('new-content-type')
    await page.getByRole('combobox', { name: '始め方' }).click()
    await page.getByRole('option', { name: 'タグ', exact: true }).click()
    expect(await findings(page)).toEqual([])
    await button('コンテンツ定義を作成').click()
    await page.waitForURL(/content-types\/tag$/)
  })

  test('a tag that is not there is made while its name is typed', async () => {
    const types = JSON.stringify([
      {
        key: 'memo',
        name: { ja: 'メモ', en: 'Memo' },
        kind: 'plain',
        titleField: 'title',
        fields: [
          { key: 'title', type: 'text', name: { ja: '題名', en: 'Title' } },
          { key: 'tags', type: 'relation', name: { ja: 'タグ', en: 'Tags' }, to: ['tag'], many: true },
        ],
      },
    ])
    const file = join(server.dataDir, 'memo.json')
    writeFileSync(file, types)
    const pushed = await server.dozo(['types', 'push', file])
    expect(pushed.code, pushed.err).toBe(0)
    await at('entries/memo/new')
    await page.getByLabel('題名').fill('一つ目')
    const tags = page.getByRole('combobox', { name: 'タグ' })
    for (const name of ['工場', '工場見学']) {
      await tags.fill(name)
      await page.getByRole('option', { name: `「${name}」を作成` }).click()
      await page.getByText(name, { exact: true }).first().waitFor()
    }
    await button('保存').click()
    await page.waitForURL(/entries\/memo\/[0-9a-f-]{36}/)
    expect(await titles('tag')).toEqual(['工場', '工場見学'])
  })

  test('two tags that mean the same become one, and what had both has it once', async () => {
    await at('entries/tag')
    await page.getByRole('link', { name: '工場見学', exact: true }).click()
    await button('ほかと統合').click()
    await page.getByRole('combobox', { name: '統合先' }).click()
    await page.getByRole('option', { name: '工場', exact: true }).click()
    expect(await findings(page)).toEqual([])
    await button('統合する').click()
    await page.getByRole('heading', { level: 1, name: '工場', exact: true }).waitFor()
    await expect.poll(() => titles('tag')).toEqual(['工場'])
    await at('entries/memo')
    await page.getByRole('link', { name: '一つ目' }).click()
    await page.getByText('工場', { exact: true }).first().waitFor()
    expect(await page.getByText('工場見学', { exact: true }).count()).toBe(0)
  })

  test('a table with a wrong column says what is near; the right one comes in, and the whole of it is undone', async () => {
    const choose = async (head: string) => {
      await at('new-import?type=memo')
      await page.locator('input[type=file]').setInputFiles({
        name: 'memo.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`${head}\r\n二つ目,工場\r\n三つ目,\r\n`),
      })
    }
    await choose('題名,タッグ')
    await page.getByText('同じ名前の項目がないため、取り込みません。').waitFor()
    expect(await findings(page)).toEqual([])
    await button('「タグ」にする').click()
    expect(await page.getByLabel('「タッグ」の行き先').first().inputValue()).toBe('タグ')
    await choose('題名,タグ')
    await button('取り込みを始める').click()
    await page.getByText(/作成 2、更新 0/).waitFor()
    await button('取り込みを取り消す').click()
    await page.getByRole('dialog').getByRole('button', { name: '取り込みを取り消す' }).click()
    await page.getByText(/取り消しました: 2 件/).waitFor()
    expect(await titles('memo')).toEqual(['一つ目'])
  })

  test('nothing complained meanwhile', () => expect(complaints).toEqual([]))
})
