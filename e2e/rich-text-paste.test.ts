import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { useRichText } from './rich-text.ts'

describe.skipIf(!executablePath)('what is pasted', () => {
  const { journey, body, open, saved, title, outline } = useRichText()
  let { page, complaints } = journey
  beforeAll(async () => {
    ;({ page, complaints } = journey)
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

  test('nothing was written to the browser’s log on the way', () => {
    expect(complaints).toEqual([])
  })
})
