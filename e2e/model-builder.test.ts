import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'
import { pull, pullByFinger } from './gestures.ts'

const name = (ja: string, en: string) => ({ ja, en })
const talk = {
  key: 'talk',
  name: name('講演', 'Talk'),
  kind: 'plain',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', name: name('題名', 'Title'), required: true },
    { key: 'speaker', type: 'text', name: name('話し手', 'Speaker') },
    {
      key: 'room',
      type: 'select',
      name: name('部屋', 'Room'),
      options: [
        { value: 'a', name: name('大ホール', 'Great hall') },
        { value: 'b', name: name('小ホール', 'Small hall') },
        { value: 'c', name: name('庭', 'Garden') },
      ],
    },
    { key: 'seats', type: 'number', name: name('席', 'Seats'), filterable: true },
  ],
}

// A model as one shapes it without leaving the console: in order, with what it looks like, what hangs on it, and as files.
describe.skipIf(!executablePath)('the model builder', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
    await post(page, 'content-types', talk)
  })

  const at = (path: string) => page.goto(`${server.consoleUrl}/sites/main/${path}`)
  const button = (label: string | RegExp) =>
    page.getByRole('button', { name: label, exact: typeof label === 'string' })
  const fields = () =>
    page.evaluate(async () => {
      const { data } = await (await fetch('/manage/v1/sites/main/content-types/talk')).json()
      return data.fields as { key: string; options?: { value: string }[] }[]
    })
  const keys = async () => (await fields()).map(({ key }) => key)
  const handles = () =>
    page
      .getByRole('button', { name: /^Move “/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  const choose = async (handle: string, act: string) => {
    await button(handle).press('Enter')
    await page.getByRole('menuitem', { name: act, exact: true }).press('Enter')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
  }

  test('fields are put in order from a menu: the focus goes along, and the place is read out', async () => {
    await at('content-types/talk')
    await choose('Move “Seats”', 'To the top')
    await page.getByRole('status').getByText('“Seats” was moved. It is now 1 of 4.').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Move “Seats”')
    await choose('Move “Seats”', 'Down')
    await page.getByRole('status').getByText('“Seats” was moved. It is now 2 of 4.').waitFor()
    await button('Move “Room”').press('Enter')
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Up', 'To the top'])
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await button('Save').click()
    await expect.poll(keys).toEqual(['title', 'seats', 'speaker', 'room'])
  })

  test('and pulled with the mouse; Esc puts back what is held, and a release opens no menu', async () => {
    const order = () => handles()
    const before = await order()
    await pull(page, button('Move “Title”'), button('Move “Room”'), {
      held: () => page.keyboard.press('Escape'),
    })
    expect(await order()).toEqual(before)
    await pull(page, button('Move “Title”'), button('Move “Room”'))
    await page.getByRole('status').getByText('“Title” was moved. It is now 4 of 4.').waitFor()
    expect(await page.getByRole('menu').count()).toBe(0)
    await pull(page, button('Move “Title”'), button('Move “Seats”'))
    await page.getByRole('status').getByText('“Title” was moved. It is now 1 of 4.').waitFor()
    expect(await order()).toEqual(before)
  })

  test('choices go the same way, and what was typed goes with them', async () => {
    await button(/^Room room/).click()
    await page.getByLabel('Item 3 of 3: English').fill('Rose garden')
    await choose('Move “Rose garden”', 'To the top')
    expect(await page.getByLabel('Item 1 of 3: English').inputValue()).toBe('Rose garden')
    await button('Save').click()
    const rooms = async () => (await fields()).find(({ key }) => key === 'room')?.options
    await expect.poll(async () => (await rooms())?.map(({ value }) => value)).toEqual(['c', 'a', 'b'])
  })

  test('the menu of types shows what each looks like, and a field is tried while its settings are written', async () => {
    await at('content-types/talk')
    await button('Add a field').last().press('Enter')
    await page.locator('[data-example=text]').waitFor()
    await page.getByRole('menuitem', { name: /^Date A day/ }).hover()
    expect(await page.locator('[data-example=date] input').inputValue()).not.toBe('')
    expect(await findings(page)).toEqual([])
    await page.getByRole('menuitem', { name: /^Text Titles/ }).click()
    const preview = page.getByRole('group', { name: 'Preview of the input' })
    const both = async (label: string, ja: string, en: string) => {
      await page.getByLabel(`${label} (Japanese)`).last().fill(ja)
      await page.getByLabel(`${label} (English)`).last().fill(en)
    }
    await both('Name', '合言葉', 'Password')
    await both('Help', '入口で言います', 'Said at the door')
    await both('Note to editors', '短く', 'Keep it short')
    await both('Placeholder', '山', 'Mountain')
    await page.getByLabel('Required', { exact: true }).check()
    const tried = preview.getByRole('textbox', { name: 'Password' })
    expect(await tried.getAttribute('placeholder')).toBe('Mountain')
    expect(await tried.getAttribute('aria-required')).toBe('true')
    await preview.getByText('Said at the door').waitFor()
    await preview.getByText('Keep it short').waitFor()
    await tried.fill('Mountain and river')
    await page.getByLabel('Most characters').fill('5')
    await preview.getByText('At most 5 characters are allowed.').waitFor()
    await tried.fill('River')
    await expect.poll(() => preview.getByText(/At most/).count()).toBe(0)
    expect(await findings(page)).toEqual([])
    // Two choices that have no value yet are nothing that an input could show.
    await button(/^Room room/).click()
    await button('Add a choice').click()
    await button('Add a choice').click()
    await preview.getByRole('combobox', { name: 'Room' }).click()
    expect(await page.getByRole('option').allTextContents()).toEqual([
      'Rose garden',
      'Great hall',
      'Small hall',
    ])
    await page.keyboard.press('Escape')
    await page.reload()
  })

  test('what hangs on a type is named with the way there, as far as one may see it', async () => {
    await post(page, 'content-types', {
      key: 'day',
      name: name('一日', 'Day'),
      kind: 'plain',
      fields: [
        { key: 'first', type: 'relation', name: name('最初の講演', 'First talk'), to: ['talk'] },
        { key: 'memo', type: 'text', name: name('メモ', 'Memo') },
      ],
    })
    await post(page, 'entries', { type: 'talk', values: { title: 'Tea and time' } })
    await post(page, 'saved-views', {
      type: 'talk',
      name: 'Large ones',
      filter: { and: [{ seats: { gte: 50 } }] },
    })
    await post(page, 'apis/default/endpoints/suggest', { type: 'talk' })
    await at('content-types/talk')
    const used = page.getByRole('region', { name: 'Used by' })
    await used.getByText('talk/{id}', { exact: false }).waitFor()
    await used.getByText('Field “First talk”').waitFor()
    expect(await findings(page)).toEqual([])
    expect(await used.getByRole('link').allTextContents()).toEqual([
      '1 entry',
      'Default',
      'Default',
      'Day',
      'Large ones',
    ])
    await used.getByRole('link', { name: 'Large ones' }).click()
    await page.waitForURL(/\/entries\/talk\?.*view=/)
    await page.getByText('seats', { exact: false }).first().waitFor()

    await post(page, 'groups', {
      key: 'modellers',
      name: name('設計', 'Modellers'),
      grants: [{ permission: 'console.enter' }, { permission: 'content-types.read' }],
    })
    const password = 'correct horse battery'
    await post(page, 'members', { name: 'Mio', email: 'mio@example.com', password, groups: ['modellers'] })
    const { page: hers } = await openPage(browser, { locale: 'en-US' })
    await hers.goto(`${server.consoleUrl}/sites/main/content-types/talk`)
    await hers.getByLabel('E-mail address').fill('mio@example.com')
    await hers.getByLabel('Password').fill(password)
    await hers.getByRole('button', { name: 'Sign in' }).click()
    const seen = hers.getByRole('region', { name: 'Used by' })
    await seen.getByRole('link', { name: 'Day' }).waitFor()
    expect(await seen.getByRole('link').allTextContents()).toEqual(['Day'])
    expect(await hers.getByRole('alert').count()).toBe(0)
    await hers.context().close()
  })

  test('a finger pulls, too', async () => {
    const storageState = await page.context().storageState()
    const { page: small, complaints: more } = await openPage(browser, { ...phone, storageState })
    await small.goto(`${server.consoleUrl}/sites/main/content-types/talk`)
    const handle = small.getByRole('button', { name: '「席」を移動' })
    await pullByFinger(small, handle, [10, 30, 60, 90, 120])
    await small.getByRole('status').getByText('「席」を移動しました。').waitFor()
    const wide = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    expect(await findings(small)).toEqual([])
    expect(more).toEqual([])
    await small.context().close()
  })

  test('nothing was written to the browser’s log on the way', () => {
    expect(complaints).toEqual([])
  })
})
