import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'
import { pull } from './gestures.ts'
import { inputMethod } from './input-method.ts'

const name = (ja: string, en: string) => ({ ja, en })
const title = {
  key: 'title',
  type: 'text',
  name: name('題名', 'Title'),
  required: true,
  filterable: true,
}
const person = {
  key: 'person',
  name: name('人物', 'Person'),
  kind: 'plain',
  titleField: 'title',
  fields: [
    title,
    { key: 'place', type: 'text', name: name('所属', 'Works at'), required: true },
    { key: 'friend', type: 'relation', name: name('友人', 'Friend'), to: ['person'] },
  ],
}
const book = {
  key: 'book',
  name: name('本', 'Book'),
  kind: 'plain',
  titleField: 'title',
  fields: [
    title,
    { key: 'authors', type: 'relation', name: name('著者', 'Authors'), to: ['person'], many: true },
  ],
}

// An entry points to others: they are found, made and mended without leaving the one that is being written.
describe.skipIf(!executablePath)('relations of an entry', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
    await post(page, 'content-types', person)
    await post(page, 'content-types', book)
    for (let n = 1; n <= 30; n++)
      await post(page, 'entries', { type: 'person', values: { title: `Person ${n}`, place: 'Kiln' } })
    await page.goto(`${server.consoleUrl}/sites/main/entries/book/new`)
    await line('Title', page).fill('Clay')
    await button('Save').click()
    await page.waitForURL(/\/entries\/book\/[0-9a-f-]{36}$/)
  })

  const button = (label: string | RegExp, within: Pick<typeof page, 'getByRole'> = page) =>
    within.getByRole('button', { name: label, exact: typeof label === 'string' })
  const line = (label: string, within: Pick<typeof page, 'getByRole'>) =>
    within.getByRole('textbox', { name: label, exact: true })
  const authors = (on = page) => on.getByRole('combobox', { name: 'Authors' })
  const chosen = () =>
    page.getByRole('list', { name: 'Chosen for “Authors”' }).locator('button.mantine-Anchor-root')
  const over = () => page.getByRole('dialog').last()
  const said = (what: string) => page.getByRole('status').getByText(what, { exact: true }).first().waitFor()
  const kept = async (): Promise<string[]> => {
    const reply = page.waitForResponse(
      (one) => one.request().postData()?.includes('"sitting":"end"') ?? false,
    )
    await button('Save').click()
    return (await (await reply).json()).data.values.authors
  }

  test('all there are are searched, by keys; how many were found is read out', async () => {
    await authors().click()
    await said('20 found')
    await page.getByText('There are more.', { exact: false }).waitFor()
    expect(await findings(page)).toEqual([])
    await authors().pressSequentially('Person 3')
    await page.getByRole('option', { name: /^Person 3 / }).waitFor()
    await page
      .getByRole('option', { name: /^Person 3 / })
      .getByText('Draft')
      .waitFor()
    await expect.poll(() => authors().getAttribute('aria-expanded')).toBe('true')
    await authors().press('Escape')
    expect(await page.getByRole('listbox').count()).toBe(0)
    for (const one of ['Person 3', 'Person 17', 'Person 8']) {
      await authors().fill('')
      await authors().fill(one)
      await page.getByRole('option', { name: new RegExp(`^${one} `) }).click()
      await expect.poll(() => chosen().allTextContents()).toContain(one)
    }
    await authors().fill('Person 17')
    await expect.poll(() => page.getByRole('option', { name: /^Person 17 / }).count()).toBe(0)
    await authors().press('Escape')
  })

  test('many are put in order with the mouse, by keys and from a menu', async () => {
    await pull(page, button('Move “Person 8”'), button('Move “Person 3”'), { beyond: -10 })
    await said('“Person 8” was moved. It is now 1 of 3.')
    await button('Move “Person 17”').press('Alt+ArrowUp')
    await said('“Person 17” was moved. It is now 2 of 3.')
    expect(await chosen().allTextContents()).toEqual(['Person 8', 'Person 17', 'Person 3'])
    await button('Person 8: remove').click()
    expect(await authors().evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await kept()).toHaveLength(2)
  })

  test('one that is missing is written over the page, and stands in the list once it is saved', async () => {
    await authors().fill('陶芸家')
    await page.getByRole('option', { name: 'Create “陶芸家” as Person…' }).click()
    const where = await page.evaluate(() => location.href)
    await line('Title', over()).waitFor()
    expect(await line('Title', over()).inputValue()).toBe('陶芸家')
    expect(await findings(page)).toEqual([])
    await line('Works at', over()).fill('Arita')
    // The page beneath keeps still, and Esc asks before anything is lost.
    await line('Works at', over()).press('Escape')
    await button('Cancel', over()).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
    await line('Works at', over()).press('ControlOrMeta+s')
    await expect.poll(() => chosen().allTextContents()).toEqual(['Person 17', 'Person 3', '陶芸家'])
    expect(await page.evaluate(() => location.href)).toBe(where)
    await button('Close', over()).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await kept()).toHaveLength(3)
  })

  test('one is mended where it is used: it saves itself when it is closed, and its new name is seen', async () => {
    await chosen().getByText('Person 17').click()
    await line('Title', over()).fill('Person Seventeen')
    await line('Title', over()).press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await expect.poll(() => chosen().allTextContents()).toEqual(['Person Seventeen', 'Person 3', '陶芸家'])
    const tab = page.getByRole('link', { name: 'Open “Person 3” in a new tab' })
    expect(await tab.getAttribute('href')).toMatch(/\/entries\/person\/[0-9a-f-]{36}$/)
  })

  test('over it lies one more and no third; a word being converted closes none of them', async () => {
    await chosen().getByText('Person 3').click()
    await over().getByRole('combobox', { name: 'Friend' }).fill('Person 9')
    await page.getByRole('option', { name: /^Person 9 / }).click()
    await button('Person 9', over()).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(2)
    expect(await button(/^Create one for/, over()).count()).toBe(0)
    const place = line('Works at', over())
    await place.fill('')
    await place.focus()
    const { compose, press, commit } = await inputMethod(page)
    for (const part of ['や', '焼き物']) await compose(part)
    for (const key of ['Escape', 'Enter']) await press(key)
    await commit('焼き物')
    expect(await place.inputValue()).toBe('焼き物')
    expect(await page.getByRole('dialog').count()).toBe(2)
    expect(await findings(page)).toEqual([])
    await place.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
    await line('Works at', over()).press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  test('who may not create is offered no way to; a phone shows all of it', async () => {
    await post(page, 'groups', {
      key: 'readers',
      name: name('書き手', 'Writers'),
      grants: [
        { permission: 'console.enter' },
        { permission: 'content-types.read' },
        { permission: 'entries.read' },
        { permission: 'entries.update' },
      ],
    })
    const password = 'correct horse battery'
    await post(page, 'members', { name: 'Mio', email: 'mio@example.com', password, groups: ['readers'] })
    const { page: hers, complaints: more } = await openPage(browser, { ...phone, locale: 'en-US' })
    await hers.goto(page.url())
    await hers.getByLabel('E-mail address').fill('mio@example.com')
    await hers.getByLabel('Password').fill(password)
    await button('Sign in', hers).click()
    await authors(hers).fill('Nobody at all')
    await hers.getByText('Nothing found').waitFor()
    expect(await hers.getByRole('option').count()).toBe(0)
    expect(await button(/^Create one for/, hers).count()).toBe(0)
    await authors(hers).press('Escape')
    await button('Person 3', hers).click()
    await line('Works at', hers.getByRole('dialog')).waitFor()
    expect(await hers.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await findings(hers)).toEqual([])
    expect([...complaints, ...more]).toEqual([])
    await hers.context().close()
  })
})
