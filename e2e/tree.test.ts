import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { useOwner } from './owner.ts'
import { pull, pullByFinger } from './gestures.ts'

const name = (ja: string, en: string) => ({ ja, en })
const shelf = {
  key: 'shelf',
  name: name('棚', 'Shelf'),
  kind: 'tree',
  titleField: 'title',
  fields: [{ key: 'title', type: 'text', name: name('題名', 'Title'), filterable: true }],
}

// What lies below what is seen and changed in the list itself.
describe.skipIf(!executablePath)('the tree of a type', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
    await ask('content-types', 'POST', shelf)
    let position = 0
    const make = async (title: string, parent?: string) => {
      const body = { type: 'shelf', values: { title }, position: (position += 16), publish: true }
      ids[title] = (
        await ask('entries', 'POST', { ...body, ...(parent ? { parent: ids[parent] } : {}) })
      ).data.id
    }
    for (const title of ['Company', 'Products', 'Jobs']) await make(title)
    for (const title of ['Cups', 'Plates', 'Vases']) await make(title, 'Products')
    await page.goto(`${server.consoleUrl}/sites/main/entries/shelf`)
  })

  const ask = (path: string, method = 'GET', body?: object, ifMatch?: string) =>
    page.evaluate(
      async ([to, how, sent, match]) => {
        const headers = { 'content-type': 'application/json', ...(match ? { 'if-match': match } : {}) }
        const init = { method: how!, headers, ...(sent ? { body: sent } : {}) }
        return (await fetch(`/manage/v1/sites/main/${to}`, init)).json()
      },
      [path, method, body && JSON.stringify(body), ifMatch] as const,
    )
  const button = (label: string, within: Pick<typeof page, 'getByRole'> = page) =>
    within.getByRole('button', { name: label, exact: true })
  const link = (label: string) => page.getByRole('main').getByRole('link', { name: label, exact: true })
  /** The rows that are seen, each with a dot for every level. */
  const rows = () =>
    page
      .locator('[data-tree-row]')
      .evaluateAll((all) => all.map(({ dataset }) => '.'.repeat(Number(dataset['depth'])) + dataset['title']))
  const said = (what: string) => page.getByText(what, { exact: false }).last().waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  const choose = async (handle: string, act: string) => {
    await button(handle).press('Enter')
    await page.getByRole('menuitem', { name: act, exact: true }).press('Enter')
  }
  /** Takes hold of a handle, and lets go beside another one, so many pixels to the side. */
  const drag = (
    from: string,
    onto: string,
    how: { side: number; beyond?: number; held?: () => Promise<unknown> },
  ) => pull(page, button(`Move “${from}”`), button(`Move “${onto}”`), { beyond: 4, ...how })

  test('branches are opened by keys, and what lies below comes when they are', async () => {
    await expect.poll(rows).toEqual(['Company', 'Products', 'Jobs'])
    expect(await button('Open what is below “Jobs”').count()).toBe(0)
    await link('Company').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '.Plates', '.Vases', 'Jobs'])
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cups')
    await page.keyboard.press('ArrowLeft')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Products')
    expect(await findings(page)).toEqual([])
  })

  test('one is moved beside its neighbours by keys, into a branch and out of it from its menu', async () => {
    await button('Move “Vases”').press('Alt+ArrowUp')
    await said('“Vases” was moved, it is now 2 of 3')
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '.Vases', '.Plates', 'Jobs'])
    expect(await focused()).toBe('Move “Vases”')
    await choose('Move “Vases”', 'Into “Cups”')
    await said('“Vases” was moved into “Cups”, readers see it there once it is published')
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '..Vases', '.Plates', 'Jobs'])
    await expect.poll(focused).toBe('Move “Vases”')
    await choose('Move “Vases”', 'Out of “Cups”')
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '.Vases', '.Plates', 'Jobs'])
    await expect.poll(focused).toBe('Move “Vases”')
    await button('Undo').last().click()
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '..Vases', '.Plates', 'Jobs'])
  })

  test('pulled with the mouse a line shows between which rows and on which level; Esc puts it back', async () => {
    const before = await rows()
    await drag('Jobs', 'Vases', {
      side: 48,
      held: async () => {
        await page.locator('.tree-line').getByText('in “Cups”').waitFor()
        await page.keyboard.press('Escape')
      },
    })
    expect(await rows()).toEqual(before)
    await drag('Jobs', 'Vases', { side: 48 })
    await said('“Jobs” was moved into “Cups”, it is now 2 of 2')
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '..Vases', '..Jobs', '.Plates'])
    await drag('Cups', 'Company', { side: -24, beyond: -4 })
    await said('“Cups” was moved to the top level, it is now 1 of 3')
    await expect.poll(rows).toEqual(['Cups', '.Vases', '.Jobs', 'Company', 'Products', '.Plates'])
    await button('Undo').last().click()
    await expect.poll(rows).toEqual(['Company', 'Products', '.Cups', '..Vases', '..Jobs', '.Plates'])
    expect((await ask(`entries/${ids['Jobs']}`)).data.parent).toBe(ids['Cups'])
  })

  test('where to is also found by words; what cannot be is said in a sentence', async () => {
    await choose('Move “Products”', 'Move to…')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Choose one first.').waitFor()
    await dialog.getByRole('combobox', { name: 'The one chosen' }).fill('Vas')
    await page.getByRole('option', { name: /^Vases/ }).click()
    expect(await findings(page)).toEqual([])
    await button('Move it', dialog).click()
    await dialog.getByRole('alert').getByText('An entry cannot lie below itself.').waitFor()
    await dialog.getByText('To the top level, at its end').click()
    await button('Move it', dialog).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    // Somebody else has changed it since it was listed.
    const { etag } = (await ask(`entries/${ids['Company']}`)).data
    await ask(`entries/${ids['Company']}`, 'PATCH', { values: { title: 'The company' } }, `"${etag}"`)
    await button('Move “Company”').press('Alt+ArrowDown')
    await page.getByRole('alert').getByText('It was not moved.', { exact: false }).waitFor()
    await expect.poll(rows).toContain('The company')
  })

  test('searched for, entries stand in a table; it is there without words, too', async () => {
    await page.getByText('Table', { exact: true }).click()
    await page.waitForURL(/layout=table/)
    await page.getByRole('table').waitFor()
    await page.getByText('Tree', { exact: true }).click()
    await expect.poll(rows).toContain('.Cups')
  })

  test('a finger pulls, too, and a phone shows all of it', async () => {
    const storageState = await page.context().storageState()
    const { page: small, complaints: more } = await openPage(browser, { ...phone, storageState })
    await small.goto(`${server.consoleUrl}/sites/main/entries/shelf`)
    const handle = small.getByRole('button', { name: '「The company」を移動' })
    await pullByFinger(small, handle, [10, 30, 50, 65])
    await small.getByText('「The company」を移動しました。2 件中 2 番目です').waitFor()
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await findings(small)).toEqual([])
    expect([...complaints, ...more]).toEqual([])
    await small.context().close()
  })
})
