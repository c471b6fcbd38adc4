import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'

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
  /** Takes hold of a handle and lets go at the middle of another row. */
  const pull = async (handle: string, onto: string, { before = async () => {} } = {}) => {
    const [from, to] = [(await button(handle).boundingBox())!, (await button(onto).boundingBox())!]
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(from.x + 8, (from.y + to.y) / 2, { steps: 4 })
    await page.mouse.move(to.x + 8, to.y + (to.y > from.y ? to.height : 0), { steps: 4 })
    await before()
    await page.mouse.up()
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
    await pull('Move “Title”', 'Move “Room”', { before: () => page.keyboard.press('Escape') })
    expect(await order()).toEqual(before)
    await pull('Move “Title”', 'Move “Room”')
    await page.getByRole('status').getByText('“Title” was moved. It is now 4 of 4.').waitFor()
    expect(await page.getByRole('menu').count()).toBe(0)
    await pull('Move “Title”', 'Move “Seats”')
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

  test('a finger pulls, too', async () => {
    const storageState = await page.context().storageState()
    const { page: small, complaints: more } = await openPage(browser, { ...phone, storageState })
    await small.goto(`${server.consoleUrl}/sites/main/content-types/talk`)
    const handle = small.getByRole('button', { name: '「席」を移動' })
    await handle.scrollIntoViewIfNeeded()
    const box = (await handle.boundingBox())!
    const tools = await small.context().newCDPSession(small)
    const touch = (type: string, y?: number) =>
      tools.send('Input.dispatchTouchEvent', {
        type: type as 'touchStart',
        touchPoints: y === undefined ? [] : [{ x: box.x + 10, y }],
      })
    await touch('touchStart', box.y + 10)
    for (const by of [10, 30, 60, 90, 120]) await touch('touchMove', box.y + by)
    await touch('touchEnd')
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
