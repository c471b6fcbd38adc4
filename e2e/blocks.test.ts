import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage, phone } from './browser.ts'
import { post, useOwner } from './owner.ts'
import { pull, pullByFinger } from './gestures.ts'
import { inputMethod } from './input-method.ts'

const name = (ja: string, en: string) => ({ ja, en })
const text = (key: string, ja: string, en: string) => ({ key, type: 'text', name: name(ja, en) })
const page_ = {
  key: 'page',
  name: name('ページ', 'Page'),
  kind: 'plain',
  titleField: 'title',
  fields: [
    text('title', '題名', 'Title'),
    {
      key: 'body',
      type: 'blocks',
      name: name('本文', 'Body'),
      max: 12,
      kinds: [
        { key: 'words', name: name('文章', 'Words'), fields: [text('words', '文', 'Sentence')] },
        {
          key: 'columns',
          name: name('段組み', 'Columns'),
          fields: [
            {
              key: 'inner',
              type: 'blocks',
              name: name('中身', 'Inner'),
              kinds: [
                { key: 'note', name: name('注', 'Note'), fields: [text('note', '注文', 'Note text')] },
                { key: 'line', name: name('行', 'Line'), fields: [text('line', '行文', 'Line text')] },
              ],
            },
          ],
        },
      ],
    },
    {
      key: 'hours',
      type: 'repeat',
      name: name('時間', 'Hours'),
      fields: [text('day', '曜日', 'Day')],
    },
  ],
}

// Long pages are made of blocks: put in, moved and thrown away by hand, by keys and with a finger.
describe.skipIf(!executablePath)('blocks of an entry', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
    await post(page, 'content-types', page_)
    const words = (id: string, sentence: string) => ({ id, kind: 'words', values: { words: sentence } })
    await post(page, 'entries', {
      type: 'page',
      values: { title: 'Long', body: [words('a', 'one'), words('b', 'two'), words('c', 'three')] },
    })
    await page.goto(`${server.consoleUrl}/sites/main/entries/page`)
    await page.getByRole('link', { name: 'Long' }).click()
    await sentences().first().waitFor()
  })

  const button = (label: string) => page.getByRole('button', { name: label, exact: true })
  const group = (label: string) => page.getByRole('group', { name: label, exact: true })
  const sentences = () => page.getByLabel('Sentence', { exact: true })
  const written = () => sentences().evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  const said = (what: string) => page.getByRole('status').getByText(what, { exact: true }).first().waitFor()
  const saved = async () => {
    const reply = page.waitForResponse(
      (one) => one.request().postData()?.includes('"sitting":"end"') ?? false,
    )
    await button('Save').click()
    return (await (await reply).json()).data.values
  }

  test('keys go from block to block, into one and back, and carry it along', async () => {
    await group('1 / 3 Words').focus()
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('2 / 3 Words')
    await page.keyboard.press('Alt+ArrowDown')
    await said('“Words” was moved. It is now 3 of 3.')
    expect([await written(), await focused()]).toEqual([['one', 'three', 'two'], '3 / 3 Words'])
    await page.keyboard.press('Enter')
    await page.keyboard.type(' second')
    expect(await written()).toEqual(['one', 'three', 'two second'])
    await page.keyboard.press('Alt+ArrowUp')
    expect(await written()).toEqual(['one', 'three', 'two second'])
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('3 / 3 Words')
    expect(await findings(page)).toEqual([])
  })

  test('one is pulled with the mouse, put in between two, doubled, and comes back when it was thrown away', async () => {
    await pull(page, button('Move “3 / 3 Words”'), button('Move “1 / 3 Words”'), { beyond: -24 })
    await said('“Words” was moved. It is now 1 of 3.')
    expect(await written()).toEqual(['two second', 'one', 'three'])
    await button('Insert before “2 / 3 Words”').click()
    await page.getByRole('menuitem', { name: 'Words' }).click()
    await said('“Words” was added. It is 2 of 4.')
    await page.keyboard.type('between')
    expect(await written()).toEqual(['two second', 'between', 'one', 'three'])
    await button('2 / 4 Words: duplicate').click()
    await said('“Words” was added. It is 3 of 5.')
    expect(await focused()).toBe('3 / 5 Words')
    await sentences().nth(2).fill('again')
    await button('1 / 5 Words: remove').click()
    expect(await focused()).toBe('1 / 4 Words')
    await sentences().nth(0).fill('Between')
    await button('Undo').click()
    expect(await written()).toEqual(['two second', 'Between', 'again', 'one', 'three'])
    const { body } = await saved()
    expect(new Set(body.map((one: { id: string }) => one.id)).size).toBe(5)
  })

  test('what is folded is gone from the page and known by its first words, and Enter opens it', async () => {
    await button('Fold all').click()
    expect(await sentences().count()).toBe(0)
    await group('3 / 5 Words').getByText('again').waitFor()
    await group('3 / 5 Words').press('Enter')
    await expect.poll(written).toEqual(['again'])
    expect(await sentences().evaluate((one) => one === document.activeElement)).toBe(true)
    await button('Fold all').click()
    await button('Unfold all').click()
    expect(await sentences().count()).toBe(5)
  })

  test('blocks within a block are a list of their own; a word being converted hears no key of the list', async () => {
    await button('Add a block to “Body”').click()
    await page.getByRole('menuitem', { name: 'Columns' }).click()
    await group('6 / 6 Columns').waitFor()
    for (const kind of ['Note', 'Line']) {
      await button('Add a block to “Inner”').click()
      await page.getByRole('menuitem', { name: kind }).click()
    }
    await group('2 / 2 Line').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await said('“Line” was moved. It is now 1 of 2.')
    await group('6 / 6 Columns').waitFor()
    await page.keyboard.press('Enter')
    const { compose, press, commit } = await inputMethod(page)
    for (const part of ['n', 'に', '日本']) await compose(part)
    for (const key of ['Escape', 'Enter', 'ArrowUp']) await press(key)
    await commit('日本')
    const line = page.getByLabel('Line text')
    expect(await line.inputValue()).toBe('日本')
    expect(await line.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('1 / 2 Line')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('2 / 2 Note')
    const { body } = await saved()
    expect(body[5].values.inner.map((one: { kind: string }) => one.kind)).toEqual(['line', 'note'])
    expect(await findings(page)).toEqual([])
  })

  test('groups that repeat go the same way, each with what was typed in it', async () => {
    for (const day of ['Monday', 'Tuesday']) {
      await button('Add to “Hours”').click()
      await page.keyboard.type(day)
    }
    await button('Insert before “Item 1 of 2”').click()
    await page.keyboard.type('Sunday')
    await button('Move “Item 3 of 3”').press('Enter')
    await page.getByRole('menuitem', { name: 'To the top' }).press('Enter')
    await said('“Tuesday” was moved. It is now 1 of 3.')
    await button('Item 2 of 3: remove').click()
    await button('Undo').last().click()
    const { hours } = await saved()
    expect(hours).toEqual([{ day: 'Tuesday' }, { day: 'Sunday' }, { day: 'Monday' }])
  })

  test('a finger pulls, too, and nothing is cut off on a phone', async () => {
    const storageState = await page.context().storageState()
    const { page: small, complaints: more } = await openPage(browser, { ...phone, storageState })
    await small.goto(page.url())
    const handle = small.getByRole('button', { name: '「1 / 6 文章」を移動' })
    await pullByFinger(small, handle, [10, 40, 80, 120, 150])
    await small.getByRole('status').getByText('「文章」を移動しました。').waitFor()
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await findings(small)).toEqual([])
    expect([...complaints, ...more]).toEqual([])
    await small.context().close()
  })
})
