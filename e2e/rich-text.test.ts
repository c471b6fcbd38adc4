import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { CDPSession } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { post, useOwner } from './owner.ts'

type Known = Record<string, any>
const words = (text: string) => ({ ja: text, en: text })

describe.skipIf(!executablePath)('rich text', () => {
  const journey = useOwner()
  let { server, page, complaints } = journey
  let devtools: CDPSession
  beforeAll(async () => {
    ;({ server, page, complaints } = journey)
    devtools = await page.context().newCDPSession(page)
    for (const [key, name] of [
      ['page', 'Page'],
      ['place', 'Place'],
    ] as const)
      await post(page, 'content-types', {
        key,
        name: words(name),
        kind: 'plain',
        titleField: 'title',
        fields: [
          {
            key: 'title',
            type: 'text',
            name: words('Title'),
            ...(key === 'page' ? { searchable: { weight: 'A' } } : { filterable: true }),
          },
          ...(key === 'page' ? [{ key: 'body', type: 'rich_text', name: words('Body') }] : []),
        ],
      })
    await post(page, 'entries', { type: 'place', values: { title: '港' }, key: 'harbour', publish: true })
  })

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const body = () => page.getByRole('textbox', { name: 'Body' })
  const format = (name: string) =>
    page.getByRole('toolbar', { name: 'Format of “Body”' }).getByRole('button', { name, exact: true })
  const inTable = async (name: string, role: 'menuitem' | 'menuitemcheckbox' = 'menuitem') => {
    await format('Change the table').click()
    await page.getByRole(role, { name, exact: true }).click()
  }
  const open = async () => {
    await page.goto(`${server.consoleUrl}/sites/main/entries/page/new`)
    await body().waitFor()
  }
  const ask = (path: string, init: RequestInit = {}): Promise<{ status: number; body: Known }> =>
    page.evaluate(
      async ([to, how]) => {
        const answer = await fetch(`/manage/v1/sites/main/${to}`, how as RequestInit)
        return { status: answer.status, body: await answer.json() }
      },
      [path, init] as const,
    )
  /** Saves, and gives what the server keeps. */
  const saved = async (): Promise<Known> => {
    await button('Save').click()
    await page.waitForURL(/\/entries\/page\/[0-9a-f-]{36}$/)
    await page.getByText('Saved', { exact: false }).first().waitFor()
    const { body: entry } = await ask(`entries/${page.url().split('/').at(-1)}`)
    return entry['data']['values']['body']
  }
  const title = (text: string) => page.getByLabel('Title', { exact: true }).fill(text)
  /** The text of a document with the signs of what it stands in: `#` heading, `|` cell, `!` header. */
  const outline = (node: Known): string => {
    const inner = (node['content'] ?? []).map(outline).join('')
    const row = (sign: string) => `${sign}${inner.trim().replaceAll('\n', '/')}`
    if (node['type'] === 'text') return node['text']
    if (node['type'] === 'tableCell') return row('|')
    if (node['type'] === 'tableHeader') return row('!')
    if (node['type'] === 'heading') return `${'#'.repeat(node['attrs'].level)} ${inner}\n`
    return ['paragraph', 'tableRow', 'codeBlock'].includes(node['type']) ? `${inner}\n` : inner
  }
  const convert = (text: string) =>
    devtools.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  const imeKey = (key: string) =>
    devtools.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key,
      code: key,
      windowsVirtualKeyCode: 229,
    })
  /** 日本 as an input method writes it. */
  const writeByIme = async () => {
    for (const step of ['n', 'に', 'にh', 'にほ', 'にほn', 'にほん', '日本']) await convert(step)
    await imeKey('Enter')
    await devtools.send('Input.insertText', { text: '日本' })
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
    await convert('に')
    await convert('')
    const kept = await saved()
    expect(outline(kept).match(/日本/g)).toHaveLength(4)
    expect(JSON.stringify(kept)).toMatch(/"image"[^]*日本/)
  })

  /** Puts on the clipboard of the machine what an application would: as it is, not as a page may write it. */
  const copy = (html: string, plain = '') =>
    page.evaluate(
      ([rich, text]) => {
        const put = (event: ClipboardEvent) => {
          event.preventDefault()
          event.stopImmediatePropagation()
          if (rich) event.clipboardData!.setData('text/html', rich)
          event.clipboardData!.setData('text/plain', text!)
        }
        window.addEventListener('copy', put, { capture: true, once: true })
        return document.execCommand('copy')
      },
      [html, plain] as const,
    )
  const clipboard = (name: string) =>
    readFileSync(join(import.meta.dirname, '../console/test/clipboards', `${name}.html`), 'utf8')

  test('what is pasted from Word comes with its order and without its signs; one undo takes it back', async () => {
    await open()
    await title('しおり')
    await body().click()
    await page.keyboard.type('前')
    await copy(clipboard('word-ja'))
    await body().click()
    await page.keyboard.press('Control+v')
    await body().getByText('持ち物').waitFor()
    await page.getByText('Images left out: 1.', { exact: false }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Control+z')
    await expect.poll(() => body().innerText()).toBe('前')
    await page.keyboard.press('Control+Shift+z')
    const kept = await saved()
    expect(outline(kept)).toBe(
      [
        '前2026年度　祭りのしおり',
        '　今年の祭りは、港の広場で二日間ひらきます。雨のときは体育館です。',
        '### 持ち物',
        'うちわ',
        '絵のついたもの',
        '水筒',
        '受付',
        '開会',
        '!時!こと',
        '|10:00|太鼓|踊り',
        '会場',
        'くわしくは町のページ、手引を。水はH2O。',
        '',
      ].join('\n'),
    )
    expect(JSON.stringify(kept)).not.toMatch(/file:|mso|style|onclick/)
  })

  test.each([
    ['google-docs', ['## Opening hours', '|Day|Hall', '|Mon|', 'Weekdays', '9 to 17']],
    ['excel', ['!品名!数!値段', '|計|', '（青森）']],
    ['google-sheets', ['!Name!Seats', '|Hall A|120']],
    ['word-online', ['Agenda', 'Welcome', 'Tea', '終わり']],
    ['web-page', ['const a = 1\n  if (a < 2) go()', '!To!Back', '|10:00/inner/cells|12:00', 'Loose words']],
  ])('what is pasted from %s is taken by the server', async (name, expected) => {
    await open()
    await title(name)
    await body().click()
    await copy(clipboard(name))
    await body().click()
    await page.keyboard.press('Control+v')
    await expect.poll(() => body().innerText()).not.toBe('')
    const kept = await saved()
    for (const line of expected) expect(outline(kept)).toContain(line)
    expect(JSON.stringify(kept)).not.toMatch(/javascript:|steal|tracker|googleusercontent/)
    await page.reload()
    await expect
      .poll(() => body().innerText())
      .toContain(expected[0]!.replace(/^[#!|]+ ?/, '').split(/[!\n]/)[0])
  })

  test('with Ctrl+Shift+V only words come; a table keeps its place when it is copied here', async () => {
    await open()
    await title('plain')
    await body().click()
    await copy('<h2>太い</h2><p><b>字</b></p>', '太い\n字')
    await body().click()
    await page.keyboard.press('Control+Shift+v')
    await expect.poll(() => body().locator('p').allInnerTexts()).toEqual(['太い', '字'])
    expect(await body().locator('h2, strong').count()).toBe(0)
    await copy(
      '<div data-pm-slice="1 1 []"><table><tr><td colspan="99999999" rowspan="9999999">wide</td></tr></table></div>',
    )
    await body().click()
    await page.keyboard.press('Control+v')
    await body().locator('td', { hasText: 'wide' }).waitFor()
    await body().getByText('wide').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(() => body().getByText('wide').count()).toBe(1)
    const kept = await saved()
    expect(outline(kept)).toContain('|wide')
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
