import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { inputMethod, type InputMethod } from './input-method.ts'
import { post } from './owner.ts'
import { useRichText } from './rich-text.ts'

describe.skipIf(!executablePath)('rich text', () => {
  const { journey, button, body, format, inTable, open, ask, saved, title, outline } = useRichText()
  let { page, server, complaints } = journey
  let ime: InputMethod
  beforeAll(async () => {
    ;({ page, server, complaints } = journey)
    ime = await inputMethod(page)
  })

  /** 日本 as an input method writes it. */
  const writeByIme = async () => {
    for (const step of ['n', 'に', 'にh', 'にほ', 'にほn', 'にほん', '日本']) await ime.compose(step)
    await ime.press('Enter')
    await ime.commit('日本')
  }

  test('a table is put in, grows, shrinks, joins and splits; all of it by the keyboard', async () => {
    await open()
    await title('Timetable')
    await body().click()
    await page.keyboard.press('Alt+F10')
    await expect.poll(() => format('Bold').evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Rows').fill('２')
    await dialog.getByLabel('Columns').fill('0')
    await page.keyboard.press('Enter')
    await dialog.getByText('A number from 1 to 50.').waitFor()
    await dialog.getByLabel('Columns').fill('2')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => body().locator('th').count()).toBe(2)
    for (const text of ['Season', 'Guests', 'Spring', '3']) {
      await page.keyboard.type(text)
      if (text !== '3') await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('End')
    for (let n = 0; n < 2; n++) await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Add a row below' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('menuitem', { name: 'Add a row below' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => body().locator('tr').count()).toBe(3)
    await page.keyboard.type('!')
    await inTable('Header column', 'menuitemcheckbox')
    await expect.poll(() => body().locator('th').count()).toBe(4)
    await inTable('Add a column to the right')
    await expect.poll(() => body().locator('tr').first().locator('th').count()).toBe(3)
    await body().locator('tr').first().locator('th').last().click()
    await inTable('Delete the column')
    await expect.poll(() => body().locator('tr').first().locator('th').count()).toBe(2)
    await body().getByText('Spring').click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => body().locator('.selectedCell').count()).toBeGreaterThan(1)
    await inTable('Merge the cells')
    await expect.poll(() => body().locator('[colspan]').count()).toBe(1)
    await inTable('Split the cell')
    await expect.poll(() => body().locator('[colspan]').count()).toBe(0)
    const kept = await saved()
    expect(outline(kept)).toContain('!Season')
    expect(JSON.stringify(kept)).not.toContain('"align"')
    await page.reload()
    await body().getByText('Guests').click()
    await inTable('Delete the table')
    await expect.poll(() => body().locator('table').count()).toBe(0)
  })

  test('each control says whether it is on; Esc leads back to the text', async () => {
    await open()
    await body().click()
    const pressed = (name: string) => format(name).getAttribute('aria-pressed')
    expect(await pressed('Bold')).toBe('false')
    expect(await format('Undo').getAttribute('aria-pressed')).toBeNull()
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('Enter')
    await expect.poll(() => pressed('Bold')).toBe('true')
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('Escape')
    await page.keyboard.type('bold')
    expect(await body().locator('strong').textContent()).toBe('bold')
    const stops = page.getByRole('toolbar', { name: 'Format of “Body”' }).locator('[tabindex="0"]')
    expect(await stops.count()).toBe(1)
  })

  test('a link leads to an entry by its id, and the entry knows of it', async () => {
    await open()
    await title('Guide')
    await body().click()
    await page.keyboard.type('To the sea: ')
    await format('Link').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Entry', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Set the link' }).click()
    await dialog.getByText('Choose an entry.').waitFor()
    await dialog.getByRole('combobox').fill('港')
    await page.getByRole('option', { name: /港/ }).click()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Set the link' }).click()
    await expect.poll(() => body().locator('a').textContent()).toBe('港')
    await page.keyboard.type('。')
    const kept = await saved()
    const [, link] = kept['content'][0]['content']
    expect(link.marks[0].attrs.href ?? null).toBeNull()
    const place = link.marks[0].attrs.entry
    const { body: references } = await ask(`entries/${place}/references`)
    expect(references['data']).toMatchObject([{ title: 'Guide', field: 'body' }])
    await page.reload()
    await body().locator('a').waitFor()
    await body().click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await format('Link').click()
    await expect.poll(() => page.getByRole('dialog').getByRole('combobox').inputValue()).toContain('港')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await body().click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Mind the step.')
    await button('Save').click()
    await button(/^All versions/).click()
    await button('What it changed').first().click()
    await page.getByText('Changed (paragraph):').waitFor()
    expect(await page.locator('ins').allTextContents()).toEqual([' Mind the step.'])
    expect(await findings(page)).toEqual([])
  })

  test('conversions end where they began: in an empty text, in a cell, beside an image', async () => {
    await open()
    await title('変換')
    await body().click()
    await writeByIme()
    await expect.poll(() => body().innerText()).toBe('日本')
    await format('Insert a table').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Insert the table' }).click()
    await body().locator('th').first().waitFor()
    await writeByIme()
    await expect.poll(() => body().locator('th').first().innerText()).toBe('日本')
    await page.keyboard.press('Tab')
    await writeByIme()
    await expect.poll(() => body().locator('th').nth(1).innerText()).toBe('日本')
    await body().locator('p').last().click()
    await format('Image').click()
    const buffer = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#2266aa' } })
      .png()
      .toBuffer()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByLabel('Upload a file for “Image”')
      .setInputFiles({ name: '海.png', mimeType: 'image/png', buffer })
    await dialog.locator('img').waitFor()
    await dialog.getByRole('button', { name: 'Put the image in' }).click()
    await body().locator('img').waitFor()
    await page.keyboard.press('ArrowDown')
    await writeByIme()
    await ime.compose('に')
    await ime.compose('')
    const kept = await saved()
    expect(outline(kept).match(/日本/g)).toHaveLength(4)
    expect(JSON.stringify(kept)).toMatch(/"image"[^]*日本/)
  })

  test('a text with what the editor does not know is shown, and not touched', async () => {
    const strange = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '前' },
            { type: 'image', attrs: { src: '/a.png', alt: '中' } },
          ],
        },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '後' }] }],
            },
          ],
        },
      ],
    }
    await post(page, 'entries', { type: 'page', values: { title: 'Strange', body: strange } })
    const { body: found } = await ask('entries?type=page&sort=-createdAt&page[size]=1')
    await page.goto(`${server.consoleUrl}/sites/main/entries/page/${found['data'][0].id}`)
    await page.getByText('This text has parts that this editor cannot edit', { exact: false }).waitFor()
    await page.getByRole('group', { name: 'Body' }).getByText('後').waitFor()
    expect(await page.getByRole('group', { name: 'Body' }).innerText()).toMatch(/前[^]*中[^]*後/)
    expect(await findings(page)).toEqual([])
    await title('Strange still')
    await button('Save').click()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    const { body: kept } = await ask(`entries/${found['data'][0].id}`)
    expect(kept['data'].values).toEqual({ title: 'Strange still', body: strange })
    expect(complaints).toEqual([])
  })
})
