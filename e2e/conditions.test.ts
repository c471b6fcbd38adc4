import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'

const name = (ja: string, en: string) => ({ ja, en })
const event = {
  key: 'event',
  name: name('イベント', 'Event'),
  kind: 'plain',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', name: name('題名', 'Title'), required: true },
    {
      key: 'place',
      type: 'select',
      filterable: true,
      name: name('開催方法', 'How it is held'),
      options: [
        { value: 'hall', name: name('会場', 'In a hall') },
        { value: 'online', name: name('オンライン', 'Online') },
      ],
    },
    { key: 'address', type: 'text', name: name('住所', 'Address') },
    { key: 'seats', type: 'number', name: name('席数', 'Seats') },
    { key: 'free', type: 'boolean', name: name('無料', 'Free of charge') },
    { key: 'day', type: 'date', name: name('開催日', 'Day') },
  ],
}

// Conditions and rules as somebody makes them who has never seen JSON, and what they then do to who writes.
describe.skipIf(!executablePath)('conditions and rules', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
    await post(page, 'content-types', event)
  })

  const at = (path: string) => page.goto(`${server.consoleUrl}/sites/main/${path}`)
  const button = (label: string | RegExp) =>
    page.getByRole('button', { name: label, exact: typeof label === 'string' })
  const group = (label: string, within: Locator | Page = page) =>
    within.getByRole('group', { name: label, exact: true })
  const add = (within: Locator) => within.getByRole('button', { name: 'Add a condition' })
  async function choose(within: Locator, list: string, option: string) {
    await within.getByRole('combobox', { name: list }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  const hasFocus = (element: Locator) =>
    expect.poll(() => element.evaluate((one) => one === document.activeElement)).toBe(true)
  async function save() {
    await button('Save').click()
    await page.getByText('The content type was saved.').last().waitFor()
  }
  const kept = () =>
    page.evaluate(
      async () => (await (await fetch('/manage/v1/sites/main/content-types/event')).json()).data,
    ) as Promise<typeof event & { rules: object[] }>

  test('a condition is built with the keyboard; a row without a value says so where it stands', async () => {
    await at('content-types/event')
    await button(/^Address address/).click()
    await page.getByLabel('Note to editors (Japanese)').fill('短く')
    await page.getByLabel('Note to editors (English)').fill('Keep it short')
    const shown = group('Shown when')
    await shown.getByText('It is always shown.').waitFor()
    await add(shown).press('Enter')
    const row = group('Condition 1', shown)
    const field = row.getByRole('combobox', { name: 'Field' })
    await hasFocus(field)
    await button('Save').click()
    await row.getByText('Give a value to compare with.').waitFor()
    await page.getByRole('alert').getByText('Address › Shown when:').waitFor()
    expect(await page.getByText('/fields/').count()).toBe(0)
    await field.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await field.inputValue()).toBe('How it is held')
    await choose(row, 'Value', 'In a hall')
    await row.getByRole('button', { name: 'Remove condition 1' }).press('Enter')
    await hasFocus(add(shown))
    await add(shown).press('Enter')
    await choose(row, 'Field', 'How it is held')
    await choose(row, 'Comparison', 'is one of')
    await row.getByRole('combobox', { name: 'Value' }).click()
    await page.getByRole('option', { name: 'In a hall' }).click()
    await page.keyboard.press('Tab')
    expect(await findings(page)).toEqual([])
    await save()
    expect((await kept()).fields[2]).toMatchObject({ showIf: { place: { in: ['hall'] } } })
  })

  test('as JSON and back: nothing is lost, and what a form cannot show stays what it is', async () => {
    await at('content-types/event')
    await button(/^Address address/).click()
    const needed = group('Required when')
    const switched = needed.getByLabel('As JSON', { exact: true })
    await switched.check()
    const json = needed.getByLabel('Condition as JSON')
    await json.fill('{"place": "hall", "seats": {"gte": 1, "lte": 9')
    await button('Save').click()
    await page.getByRole('alert').filter({ hasText: 'JSON' }).waitFor()
    expect(await switched.isDisabled()).toBe(true)
    await json.fill('{"place": "hall", "seats": {"gte": 1, "lte": 9}}')
    await switched.uncheck()
    await group('Condition 3', needed).waitFor()
    expect(await group('Condition 3', needed).getByLabel('Value').inputValue()).toBe('9')
    await switched.check()
    expect(JSON.parse(await json.inputValue())).toEqual({ place: 'hall', seats: { gte: 1, lte: 9 } })
    const nested = {
      or: [{ free: { eq: false } }, { and: [{ place: { eq: 'hall' } }, { seats: { gt: 5 } }] }],
    }
    await json.fill(JSON.stringify(nested))
    await needed.getByText('This says more than the form can show').waitFor()
    expect(await switched.isDisabled()).toBe(true)
    await save()
    expect((await kept()).fields[2]).toMatchObject({ requireIf: nested })
    await page.reload()
    await button(/^Address address/).click()
    expect(JSON.parse(await json.inputValue())).toEqual(nested)
    expect(await findings(page)).toEqual([])
  })

  test('a rule is made in a form; one that asks for nothing is refused in words', async () => {
    await at('content-types/event')
    await button('Add a rule').click()
    const rule = group('Rule 1')
    await rule.getByLabel('What is said otherwise (Japanese)').fill('会場の席は100までです。')
    await rule.getByLabel('What is said otherwise (English)').fill('The hall holds 100.')
    await button('Save').click()
    await page.getByRole('alert').getByText('Rule 1 › What must hold: Nothing has to hold here.').waitFor()
    const applies = group('When it applies', rule)
    await add(applies).click()
    await choose(applies, 'Field', 'How it is held')
    await choose(applies, 'Value', 'In a hall')
    const must = group('What must hold', rule)
    await add(must).click()
    await choose(group('Condition 1', must), 'Field', 'Seats')
    await choose(group('Condition 1', must), 'Comparison', 'is at most')
    await group('Condition 1', must).getByLabel('Value').fill('１００')
    await add(must).click()
    await choose(group('Condition 2', must), 'Field', 'Day')
    await choose(group('Condition 2', must), 'Comparison', 'is empty')
    await choose(must, 'How the conditions combine', 'Any of these holds')
    await choose(rule, 'Field at which it is said', 'Seats')
    expect(await findings(page)).toEqual([])
    await save()
    expect((await kept()).rules).toEqual([
      {
        if: { place: { eq: 'hall' } },
        must: { or: [{ seats: { lte: 100 } }, { day: { exists: false } }] },
        message: name('会場の席は100までです。', 'The hall holds 100.'),
        path: 'seats',
      },
    ])
  })

  test('what is half written stays with its rule when another one goes', async () => {
    await at('content-types/event')
    await button('Add a rule').click()
    const json = (rule: string) => group('What must hold', group(rule)).getByLabel('Condition as JSON')
    for (const rule of ['Rule 1', 'Rule 2'])
      await group('What must hold', group(rule)).getByLabel('As JSON', { exact: true }).check()
    const first = await json('Rule 1').inputValue()
    await json('Rule 2').fill('{"seats": {"lte": 5')
    await button('Add a rule').click()
    await button('Remove rule 1').press('Enter')
    await hasFocus(button('Add a rule'))
    expect(await json('Rule 1').inputValue()).toBe('{"seats": {"lte": 5')
    await button('Remove rule 1').click()
    expect(await json('Rule 1').count()).toBe(0)
    await group('What must hold', group('Rule 1')).getByText('Give at least one condition.').waitFor()
    await page.reload()
    await group('What must hold', group('Rule 1')).getByLabel('As JSON', { exact: true }).check()
    expect(await json('Rule 1').inputValue()).toBe(first)
  })

  test('while something is half written, the page rests', async () => {
    await group('What must hold', group('Rule 1')).getByLabel('Condition as JSON').fill('{')
    await page
      .getByText(/This is not JSON/)
      .first()
      .waitFor()
    const tools = await page.context().newCDPSession(page)
    await tools.send('Performance.enable')
    const spent = async () => {
      const { metrics } = await tools.send('Performance.getMetrics')
      return metrics.find((one) => one.name === 'ScriptDuration')!.value
    }
    await page.waitForTimeout(500)
    const before = await spent()
    await page.waitForTimeout(1000)
    expect((await spent()) - before).toBeLessThan(0.3)
    await page.reload()
  })

  test('rows that follow one that is taken out stay as they are', async () => {
    await at('content-types/event')
    await button(/^Address address/).click()
    const shown = group('Shown when')
    await add(shown).click()
    await add(shown).click()
    await choose(group('Condition 3', shown), 'Field', 'Seats')
    const seats = await group('Condition 3', shown).elementHandle()
    await button('Move “Title”').click()
    await page.getByRole('menuitem', { name: 'Down', exact: true }).click()
    await shown.getByRole('button', { name: 'Remove condition 2' }).click()
    await group('Condition 3', shown).waitFor({ state: 'detached' })
    expect(await group('Condition 2', shown).evaluate((now, was) => now === was, seats)).toBe(true)
    await page.reload()
  })

  test('they work while one writes, and when one publishes', async () => {
    await at('entries/event/new')
    const title = page.getByRole('textbox', { name: 'Title', exact: true })
    expect(await title.getAttribute('aria-required')).toBe('true')
    await title.fill('Open day')
    const address = page.getByLabel('Address')
    expect(await address.count()).toBe(0)
    await page.getByRole('combobox', { name: 'How it is held' }).click()
    await page.getByRole('option', { name: 'In a hall' }).click()
    await address.fill('Tokyo')
    await page.getByText('Keep it short').waitFor()
    const seats = page.getByLabel('Seats')
    await seats.fill('101')
    await page.getByLabel('Day').fill('2026-11-28')
    const publish = async () => {
      await button('Publish…').click()
      await button('Publish').click()
    }
    await publish()
    await button('Seats: The hall holds 100.').click()
    await hasFocus(seats)
    await seats.fill('100')
    await publish()
    await page.getByText('Readers see this content.').waitFor()
  })

  test('in a list they are joined by “or” and “and”; what cannot be drawn is shown as it is, and kept', async () => {
    const values = [
      ['Concert', 'hall'],
      ['Lecture', 'online'],
      ['Walk', undefined],
    ] as const
    for (const [title, place] of values)
      await post(page, 'entries', { type: 'event', values: { title, place } })
    const shown = () => page.locator('main tbody a').allTextContents()
    const filtered = (filter: unknown) =>
      at(`entries/event?sort=number&filter=${encodeURIComponent(JSON.stringify(filter))}`)
    await filtered([{ path: 'place', op: 'eq', value: 'online' }])
    await expect.poll(shown).toEqual(['Lecture'])
    await button('or…').click()
    await page.getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: 'State' }).click()
    await page.getByRole('combobox', { name: 'Value' }).click()
    await page.getByRole('option', { name: 'Draft', exact: true }).click()
    await button('Add the filter').click()
    await page.waitForURL(/any/)
    await group('One of these').getByText('or', { exact: true }).waitFor()
    await expect.poll(async () => (await shown()).length).toBeGreaterThan(1)
    await filtered([{ path: 'place', op: 'eq', value: 'online' }, { raw: { not: { number: { eq: 0 } } } }])
    await page.getByText('A condition that cannot be edited here').waitFor()
    await page.getByText('and', { exact: true }).waitFor()
    await expect.poll(shown).toEqual(['Lecture'])
    await filtered([{ path: 'key', op: 'eq', value: 'no-such-key' }])
    await page.getByText('no-such-key').waitFor()
    expect(await findings(page)).toEqual([])
    await button('Remove the filter on “key”').click()
    await page.waitForURL((url) => !url.search.includes('filter'))
  })

  test('on a phone the rows stand below each other, and nothing beside the screen', async () => {
    const storageState = await page.context().storageState()
    const { page: small, complaints: more } = await openPage(browser, { ...phone, storageState })
    await small.goto(`${server.consoleUrl}/sites/main/content-types/event`)
    const must = small.getByRole('group', { name: '満たすべき条件' })
    await must.getByRole('button', { name: '条件を追加' }).tap()
    await must.getByRole('group', { name: '条件 3' }).waitFor()
    expect(await findings(small)).toEqual([])
    const wide = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    expect(more).toEqual([])
    await small.context().close()
  })

  test('nothing was written to the browser’s log on the way', () => {
    expect(complaints).toEqual([])
  })
})
