// What happens on its own while a word is being converted: nothing of it is lost, doubled or moved, and what is kept in the end is what
// stands there.
import type { Locator, Route } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { executablePath } from './browser.ts'
import { inputMethod, type InputMethod } from './input-method.ts'
import { post, useOwner } from './owner.ts'

const kinds = ['text', 'textarea', 'rich_text'] as const
type Kind = (typeof kinds)[number]

describe.skipIf(!executablePath)('in the middle of a conversion', () => {
  const journey = useOwner()
  let { page } = journey
  let ime: InputMethod
  let address: string
  beforeAll(async () => {
    ;({ page } = journey)
    ime = await inputMethod(page)
    const words = (text: string) => ({ ja: text, en: text })
    const fields = kinds.map((type) => ({ key: type, type, name: words(type) }))
    const definition = { key: 'note', kind: 'plain', name: words('Note'), titleField: 'text', fields }
    await post(page, 'content-types', definition)
    await page.goto(`${journey.server.consoleUrl}/sites/main/entries/note/new`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/note\/[0-9a-f-]{36}$/)
    address = page.url()
  })
  beforeEach(async () => {
    await page.goto(address)
    await field('rich_text').waitFor()
  })

  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const entryPath = () => `/manage/v1/sites/main/entries/${address.split('/').at(-1)}`
  const isSave = (one: { url(): string; method(): string }) =>
    one.method() === 'PATCH' && one.url().endsWith(entryPath())
  const saves = () => page.waitForRequest(isSave)
  const send = (values: object) =>
    page.evaluate(
      async ([path, body]) => {
        const headers = { 'content-type': 'application/json', 'if-match': '*' }
        return (await fetch(path, { method: 'PATCH', headers, body })).status
      },
      [entryPath(), JSON.stringify({ values })] as const,
    )
  const kept = (name: string) =>
    page.evaluate(
      async ([path, key]) => {
        const { data } = await (await fetch(path)).json()
        const text = (node: any): string => node.text ?? (node.content ?? []).map(text).join('')
        const value = data.values[key]
        return typeof value === 'object' && value ? text(value) : (value ?? '')
      },
      [entryPath(), name] as const,
    )
  const written = (input: Locator) =>
    input.evaluate((one) => ('value' in one ? String(one.value) : one.textContent))
  /** How many letters stand before the caret. */
  const caret = (input: Locator) =>
    input.evaluate((one) => {
      if (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) return one.selectionStart
      const chosen = getSelection()!
      const before = document.createRange()
      before.setStart(one, 0)
      before.setEnd(chosen.focusNode!, chosen.focusOffset)
      return before.toString().length
    })

  /** Saves of the entry wait from now on, until they are let go. */
  async function holdSaves() {
    const held: string[] = []
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    async function hold(route: Route) {
      if (!isSave(route.request())) return route.fallback()
      held.push(route.request().url())
      await released
      await route.continue()
    }
    await page.route('**/entries/*', hold)
    return {
      held,
      async letGo() {
        const answered = page.waitForResponse((one) => isSave(one.request()))
        release()
        await answered
        await page.unroute('**/entries/*', hold)
      },
    }
  }
  /** An input that says “ab”, saved, with the caret between the two. */
  async function begun(kind: Kind) {
    const input = field(kind)
    await input.fill('')
    await input.fill('ab')
    await expect.poll(() => kept(kind)).toBe('ab')
    await input.press('End')
    await input.press('ArrowLeft')
    return input
  }

  test.each(kinds)('%s is saved by itself before a word and answered within it', async (kind) => {
    const input = await begun(kind)
    const { held, letGo } = await holdSaves()
    await input.press('!')
    await expect.poll(() => held.length).toBe(1)
    for (const part of ['n', 'に', 'にほ']) await ime.compose(part)
    await letGo()
    await ime.press('Space')
    expect([await written(input), await caret(input)]).toEqual(['a!にほb', 4])
    await ime.compose('にほん')
    await ime.press('Enter')
    await ime.commit('日本')
    expect([await written(input), await caret(input)]).toEqual(['a!日本b', 4])
    await page.keyboard.type('。')
    await expect.poll(() => kept(kind)).toBe('a!日本。b')
    expect(await written(input)).toBe('a!日本。b')
  })

  test.each(kinds)('%s is not saved while a word is converted, and is when it stands', async (kind) => {
    const input = await begun(kind)
    await page.clock.install()
    const asked: string[] = []
    const listen = (request: { url(): string; method(): string }) =>
      isSave(request) && asked.push(request.url())
    page.on('request', listen)
    for (const part of ['に', 'にほ']) await ime.compose(part)
    await page.clock.runFor(30_000)
    expect(asked).toEqual([])
    await ime.commit('日本')
    const saved = saves()
    await page.clock.runFor(3000)
    await saved
    page.off('request', listen)
    await page.clock.resume()
    await expect.poll(() => kept(kind)).toBe('a日本b')
    expect(await written(input)).toBe('a日本b')
  })

  test.each(kinds)('what others save comes in around %s', async (kind) => {
    const input = await begun(kind)
    for (const part of ['に', 'にほ']) await ime.compose(part)
    const other = kind === 'text' ? 'textarea' : 'text'
    expect(await send({ [other]: `theirs, beside ${kind}` })).toBe(200)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect.poll(() => written(field(other))).toBe(`theirs, beside ${kind}`)
    expect([await written(input), await caret(input)]).toEqual(['aにほb', 3])
    await ime.commit('日本')
    await expect.poll(() => kept(kind)).toBe('a日本b')
    expect(await kept(other)).toBe(`theirs, beside ${kind}`)
  })

  test.each(kinds)('what others save in %s as well is asked about, and mine stays', async (kind) => {
    const input = await begun(kind)
    for (const part of ['に', 'にほ']) await ime.compose(part)
    const theirs = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'theirs' }] }],
    }
    expect(await send({ [kind]: kind === 'rich_text' ? theirs : 'theirs' })).toBe(200)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByText('saved meanwhile', { exact: false }).waitFor()
    expect([await written(input), await caret(input)]).toEqual(['aにほb', 3])
    await ime.commit('日本')
    expect([await written(input), await caret(input)]).toEqual(['a日本b', 3])
    expect(await kept(kind)).toBe('theirs')
    page.once('dialog', (dialog) => void dialog.accept())
  })

  test.each(kinds)('whoever leaves %s in the middle of a word keeps what stands there', async (kind) => {
    const input = await begun(kind)
    for (const part of ['に', 'にほ']) await ime.compose(part)
    await page.getByRole('heading', { level: 1 }).click()
    await expect.poll(() => kept(kind)).toBe('aにほb')
    expect(await written(input)).toBe('aにほb')
  })

  test.each(kinds)(
    'a word that is given up leaves %s as it was; one step takes back one that was not',
    async (kind) => {
      const input = await begun(kind)
      for (const part of ['に', 'にほ']) await ime.compose(part)
      await ime.press('Escape')
      await ime.compose('')
      expect([await written(input), await caret(input)]).toEqual(['ab', 1])
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
      for (const part of ['に', 'にほ']) await ime.compose(part)
      await ime.commit('日本')
      expect(await written(input)).toBe('a日本b')
      await input.press('ControlOrMeta+z')
      expect(await written(input)).toBe('ab')
    },
  )

  test.each(kinds)(
    'a session that ends within %s asks when the word stands, and loses nothing',
    async (kind) => {
      const input = await begun(kind)
      const { held, letGo } = await holdSaves()
      await input.press('!')
      await expect.poll(() => held.length).toBe(1)
      for (const part of ['に', 'にほ']) await ime.compose(part)
      await page.context().clearCookies()
      await letGo()
      await page.getByText(/^Cannot be saved/).waitFor()
      await ime.compose('にほん')
      await ime.press('Enter')
      expect(await page.getByRole('dialog').count()).toBe(0)
      expect([await written(input), await caret(input)]).toEqual(['a!にほんb', 5])
      await ime.commit('日本')
      await page.getByText('Your session has ended').waitFor()
      await page.getByLabel('Password').fill('correct horse battery')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByText('Your session has ended').waitFor({ state: 'hidden' })
      expect(await written(input)).toBe('a!日本b')
      await expect.poll(() => kept(kind)).toBe('a!日本b')
      await expect.poll(() => input.evaluate((one) => one === document.activeElement)).toBe(true)
      await page.keyboard.type('。')
      await expect.poll(() => kept(kind)).toBe('a!日本。b')
    },
  )

  test('the browser’s log is empty', () => expect(journey.complaints).toEqual([]))
})
