// A conversion in every input of the entry editor, of what is opened from it, and in every place of rich text.
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath } from './browser.ts'
import { sweepOf, useEverything } from './conversions.ts'
import { post } from './owner.ts'

/** Dialogs of rich text, and what else an entry opens. */
const behind = [
  ['Merge into another'],
  ['Preview'],
  ['Choose a file for “image”', 'dot.png'],
  ['Link'],
  ['Link', 'Entry'],
  ['Image'],
  ['Insert a table'],
]

const paragraph = (...content: object[]) => ({
  type: 'paragraph',
  ...(content.length > 0 ? { content } : {}),
})
const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks })
const cell = (type: string, words: string) => ({ type, content: [paragraph(text(words))] })
const places = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [text('in a heading')] },
    paragraph(text('beside '), text('a link', { type: 'link', attrs: { href: 'https://example.com/' } })),
    paragraph(text('in '), text('bold', { type: 'bold' })),
    {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(text('in a list'))] }],
    },
    { type: 'blockquote', content: [paragraph(text('in a quotation'))] },
    { type: 'codeBlock', content: [text('in code')] },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', 'in a header')] },
        { type: 'tableRow', content: [cell('tableCell', 'in a cell')] },
      ],
    },
    paragraph(text('before an image')),
  ],
}

describe.skipIf(!executablePath)('conversions in the editor', () => {
  const { journey, open } = useEverything()
  let { page, server } = journey
  let sweep: Awaited<ReturnType<typeof sweepOf>>
  beforeAll(async () => {
    ;({ page, server } = journey)
    sweep = await sweepOf(page)
    const white = { create: { width: 8, height: 8, channels: 3, background: 'white' } } as const
    await open('files')
    await page.getByLabel('Upload', { exact: true }).setInputFiles({
      name: 'dot.png',
      mimeType: 'image/png',
      buffer: await sharp(white).png().toBuffer(),
    })
    await page.getByText('1 of 1 done', { exact: false }).waitFor()
  })

  async function openEntry() {
    await open('entry')
    await page.getByRole('textbox', { name: 'rich_text' }).waitFor()
  }

  test('no input of the page minds one', async () => {
    await openEntry()
    expect(await sweep.sweep('entry')).toEqual([])
    expect(sweep.all.length).toBeGreaterThan(20)
  })

  test.each(behind)('nor one behind %s %s %s', async (...way) => {
    await openEntry()
    expect(await sweep.sweepBehind('entry', way)).toEqual([])
  })

  test.each([[], ['Link'], ['Image'], ['Insert a table']])(
    'nor one of another entry over it %s',
    async (...way) => {
      await openEntry()
      await sweep.go(['Create one for “relation”'])
      await page.getByRole('menuitem', { name: 'Beside', exact: true }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'body' }).waitFor()
      expect(await (way.length > 0 ? sweep.sweepBehind('beside', way) : sweep.sweep('beside'))).toEqual([])
    },
  )

  test('every place of rich text takes one', async () => {
    await post(page, 'entries', {
      type: 'beside',
      key: 'places',
      values: { title: 'Places', place: 'x', body: places },
    })
    await page.goto(`${server.consoleUrl}/sites/main/entries/beside`)
    await page.getByRole('link', { name: 'Places', exact: true }).click()
    const body = page.getByRole('textbox', { name: 'body' })
    const wrong: string[] = []
    const paths = [
      'h2',
      'p:has(a)',
      'p:has(strong)',
      'li',
      'blockquote',
      'pre',
      'th',
      'td',
      ':scope > p:last-of-type',
    ]
    for (const path of paths) {
      await body.locator(path).first().click()
      wrong.push(...(await sweep.wrongWith(body)).map((what) => `${path}: ${what}`))
    }
    await body.press('ControlOrMeta+End')
    await body.press('Enter')
    wrong.push(...(await sweep.wrongWith(body)).map((what) => `a new paragraph: ${what}`))
    await body.press('ControlOrMeta+a')
    await body.press('Backspace')
    wrong.push(...(await sweep.wrongWith(body)).map((what) => `nothing: ${what}`))
    expect(await body.textContent()).toBe('日本')
    expect(wrong).toEqual([])
  })

  test('the browser’s log is empty', () => expect(journey.complaints).toEqual([]))
})
