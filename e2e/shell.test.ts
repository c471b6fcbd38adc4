import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { post, useOwner } from './owner.ts'

describe.skipIf(!executablePath)('around every page', () => {
  const journey = useOwner()
  const chooser = () => journey.page.getByRole('combobox', { name: 'Go to, create, find' })
  const option = (name: string | RegExp) => journey.page.getByRole('option', { name })
  beforeAll(async () => {
    await post(journey.page, 'members', {
      name: '検索 太郎',
      email: 'taro@example.com',
      password: 'correct horse battery',
      groups: ['editor'],
    })
  })

  test('one key leads to any page, by its name in either language', async () => {
    const { page } = journey
    await page.getByRole('button', { name: /Go to, find/ }).waitFor()
    await page.keyboard.press('Control+k')
    await chooser().fill('ｗｅｂｈｏｏｋ')
    await option(/^Webhooks/).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/webhooks$/)
    await page.keyboard.press('Control+k')
    await chooser().fill('公開の予約')
    await option(/^Schedules|^What/)
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/schedules$/)
  })

  test('it finds entries and members, makes new ones, and says when there is nothing', async () => {
    const { page } = journey
    await page.getByRole('button', { name: /Go to, find/ }).click()
    await chooser().fill('検索 太郎')
    await option(/検索 太郎/).click()
    await page.waitForURL(/\/members\/[0-9a-f-]{36}$/)
    const sample = await page.evaluate(async () => {
      const reply = await fetch('/manage/v1/sites/main/entries?type=news')
      return ((await reply.json()) as { data: { title: string; id: string }[] }).data[0]!
    })
    await page.keyboard.press('Control+k')
    await chooser().fill(sample.title)
    await option(sample.title).first().click()
    await page.waitForURL(new RegExp(`/entries/news/${sample.id}$`))
    await page.keyboard.press('Control+k')
    await chooser().fill('new news')
    await option(/^New: News$/).click()
    await page.waitForURL(/\/entries\/news\/new$/)
    await page.keyboard.press('Control+k')
    await chooser().fill('qqxxzz')
    await page.getByText('Nothing is called "qqxxzz"').waitFor()
    await page.keyboard.press('Escape')
    await chooser().waitFor({ state: 'detached' })
  })

  test('keys are listed, single ones can be switched off, and none interrupts a conversion', async () => {
    const { page } = journey
    await page.goto(`${journey.server.consoleUrl}/sites/main/entries/news`)
    const search = page.getByRole('searchbox')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await expect.poll(() => search.evaluate((one) => one === document.activeElement)).toBe(true)
    // A question mark that is written is one.
    await page.keyboard.press('?')
    expect(await search.inputValue()).toBe('?')
    await search.fill('')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await keys.getByText('Ctrl+Shift+Enter').waitFor()
    expect(await findings(page)).toEqual([])
    await keys.getByRole('switch').click()
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    expect(await search.evaluate((one) => one === document.activeElement)).toBe(false)

    const input = await page.context().newCDPSession(page)
    const press = (key: string, code: number, modifiers = 0) =>
      input.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key,
        code: key,
        windowsVirtualKeyCode: code,
        modifiers,
      })
    await search.focus()
    await input.send('Input.imeSetComposition', { text: 'さいじつ', selectionStart: 4, selectionEnd: 4 })
    await press('k', 229, 2)
    await press('Enter', 229)
    expect(await chooser().count()).toBe(0)
    expect(new URL(page.url()).search).toBe('')
    await input.send('Input.insertText', { text: '祭日' })
    await page.waitForURL(/q=/)
    // The confirming Enter of Safari comes after the conversion; in the palette it opens nothing.
    await page.keyboard.press('Control+k')
    await chooser().focus()
    await input.send('Input.imeSetComposition', { text: 'ほーむ', selectionStart: 3, selectionEnd: 3 })
    await input.send('Input.insertText', { text: 'ホーム' })
    await press('Enter', 229)
    expect(await chooser().inputValue()).toBe('ホーム')
    // Esc takes back a conversion, and nothing beside it.
    await press('Escape', 229)
    expect(await chooser().inputValue()).toBe('ホーム')
    await page.keyboard.press('Escape')
  })

  test('code and styles come compressed, a third of what they are at most', async () => {
    const { page, server } = journey
    await page.goto(`${server.consoleUrl}/sites/main/entries/news`)
    await page.getByRole('table').waitFor()
    const { sent, whole } = await page.evaluate(() => {
      const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
      const built = all.filter(({ name }) => name.includes('/assets/'))
      const sum = (size: 'encodedBodySize' | 'decodedBodySize') => built.reduce((n, one) => n + one[size], 0)
      return { sent: sum('encodedBodySize'), whole: sum('decodedBodySize') }
    })
    expect(whole).toBeGreaterThan(500_000)
    expect(sent).toBeLessThan(whole / 3)
    const script = await page.evaluate(
      () => document.querySelector<HTMLScriptElement>('script[type=module]')!.src,
    )
    const asked = async (encoding: string) =>
      (await fetch(script, { headers: { 'accept-encoding': encoding } })).headers
    expect((await asked('gzip')).get('content-encoding')).toBe('gzip')
    const plain = await asked('identity')
    expect([plain.get('content-encoding'), plain.get('vary')]).toEqual([null, 'accept-encoding'])
    expect(plain.get('cache-control')).toContain('immutable')
  })

  test('F6 goes from the header to the menu to the content', async () => {
    const { page } = journey
    await chooser().waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Dozo' }).focus()
    const region = () => page.evaluate(() => document.activeElement?.closest('header, nav, main')?.tagName)
    const seen = [await region()]
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('F6')
      seen.push(await region())
    }
    expect(seen).toEqual(['HEADER', 'NAV', 'MAIN', 'HEADER'])
  })

  test('what a page does is shown as calls that answer when they are pasted', async () => {
    const { page, server } = journey
    await page.goto(`${server.consoleUrl}/sites/main/entries/news_category`)
    await page.getByRole('link', { name: '会社' }).waitFor()
    await page.getByRole('button', { name: 'API calls of this page' }).click()
    const calls = page.getByRole('dialog', { name: 'API calls of this page' })
    await calls
      .getByRole('button', { name: /^POST .*entries\/query/ })
      .last()
      .click()
    const code = calls.locator('pre:visible')
    await code.waitFor()
    expect(await findings(page)).toEqual([])
    const made = await server.dozo(
      ['login', '--url', server.consoleUrl, '--email', 'owner@example.com'],
      'correct horse battery\n',
    )
    expect(made.code, made.err).toBe(0)
    const text = (await code.textContent()) ?? ''
    const [, address = ''] = /'(http[^']+)'/.exec(text) ?? []
    const [, body = ''] = /-d '([^']+)'$/.exec(text) ?? []
    const path = address.replace(server.consoleUrl, '')
    const answered = await server.dozo(['call', 'POST', path, '--data', body])
    expect(answered.out, answered.err).toContain('会社')
    await calls.getByText('TypeScript').click()
    await calls.getByText('await fetch(').waitFor()
    await page.keyboard.press('Escape')
  })

  test('the sample is taken away where one is asked about it, also on the way to model files, and the first thing to do is said', async () => {
    const { page, server } = journey
    await page.goto(`${server.consoleUrl}/sites/main`)
    await page.getByRole('button', { name: 'Take the sample away' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Take the sample away' }).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Start from model files' }).click()
    await dialog.getByRole('button', { name: 'Take it away and choose files' }).click()
    await page.getByText('The sample is gone.').waitFor()
    await page.waitForURL(/\/model-files$/)
    await page.goto(`${server.consoleUrl}/sites/main`)
    await page.getByRole('link', { name: 'Define a content type' }).waitFor()
    expect(await page.getByText('There is sample content').count()).toBe(0)
    expect(await findings(page)).toEqual([])
    const types = await server.dozo(['types', 'list'])
    expect(types.out).not.toContain('news')
  })

  test('nothing was written to the browser’s log on the way', () => {
    expect(journey.complaints).toEqual([])
  })
})
