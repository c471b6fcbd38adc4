import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSafeLink, richMarks, richNodes, richText } from '../src/fields/rich-text.ts'
import { field } from './model.ts'

const of = field('body', 'rich_text')
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const text = (words: string, marks?: unknown) => ({ type: 'text', text: words, ...(marks ? { marks } : {}) })
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })
const codes = (value: unknown) => richText.check(value, of).map((one) => `${one.path} ${one.code}`)

describe('rich text', () => {
  test('takes what the editor writes', () => {
    const link = { type: 'link', attrs: { href: '/about', target: null } }
    const item = { type: 'listItem', content: [paragraph(text('一'))] }
    const cell = {
      type: 'tableCell',
      attrs: { colspan: 1, rowspan: 1, colwidth: [100, null] },
      content: [paragraph()],
    }
    const table = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] }
    const heading = { type: 'heading', attrs: { level: 2 }, content: [text('見出し', [{ type: 'bold' }])] }
    expect(
      codes(doc(heading, paragraph(text('a', [link])), { type: 'bulletList', content: [item] }, table)),
    ).toEqual([])
  })

  test('refuses nodes, marks and attributes that are not listed', () => {
    expect(codes(doc({ type: 'iframe' }))).toEqual(['/content/0/type rich_text_node'])
    expect(codes(doc({ type: 'constructor' }))).toEqual(['/content/0/type rich_text_node'])
    expect(codes(doc(paragraph(text('a', [{ type: 'blink' }]))))).toEqual([
      '/content/0/content/0/marks/0/type rich_text_mark',
    ])
    expect(codes(doc({ type: 'paragraph', attrs: { onclick: 'x' } }))).toEqual([
      '/content/0/attrs/onclick unknown_field',
    ])
    expect(codes(doc(paragraph(text('a', [{ type: 'bold', html: '<b>' }]))))).toEqual([
      '/content/0/content/0/marks/0/html unknown_field',
    ])
  })

  test('refuses what an editor could not open', () => {
    expect(codes(doc(text('a')))).toEqual(['/content/0/type rich_text_node'])
    expect(codes(doc(doc()))).toEqual(['/content/0/type rich_text_node'])
    expect(codes(doc(paragraph(text(''))))).toEqual(['/content/0/content/0/text wrong_type'])
    expect(codes(doc({ type: 'heading', attrs: { level: 9 } }))).toEqual([
      '/content/0/attrs/level wrong_type',
    ])
    expect(codes(doc({ type: 'bulletList', content: [paragraph()] }))).toEqual([
      '/content/0/content/0/type rich_text_node',
    ])
  })

  test('hides nothing in the widths of a table', () => {
    const cell = { type: 'tableCell', attrs: { colwidth: [{ any: 'thing' }] }, content: [] }
    expect(codes(doc({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] }))[0]).toContain(
      'colwidth wrong_type',
    )
  })

  test('links to the web, to mail, to telephones and within the site, and to nothing else', () => {
    const good = [
      'https://a.jp',
      'HTTP://a.jp',
      'mailto:a@b.jp',
      'tel:+81',
      '/a',
      '#a',
      '?a=b:c',
      '../a',
      'a/b:c',
      'guide',
    ]
    const bad = [
      'javascript:1',
      'JavaScript:1',
      'java\nscript:1',
      ' javascript:1',
      'data:text/html,x',
      '//evil.jp',
      '/\\evil.jp',
      'vbscript:x',
      '',
    ]
    expect(good.filter((address) => !isSafeLink(address))).toEqual([])
    expect(bad.filter(isSafeLink)).toEqual([])
    expect(codes(doc({ type: 'image', attrs: { src: 'data:image/svg+xml,x' } }))).toEqual([
      '/content/0/attrs/src unsafe_link',
    ])
  })

  test('has limits of depth and size', () => {
    let deep: unknown = paragraph()
    for (let i = 0; i < 40; i++) deep = { type: 'blockquote', content: [deep] }
    expect(codes(doc(deep)).join()).toContain('rich_text_too_big')
    expect(codes(doc(...Array.from({ length: 20_001 }, () => paragraph()))).join()).toContain(
      'rich_text_too_big',
    )
    expect(codes(doc(paragraph(text('あ'.repeat(1_000_001))))).join()).toContain('rich_text_too_big')
  })

  test('never throws, and says at most twenty things', () => {
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.record(
          {
            type: fc.constantFrom(...Object.keys(richNodes)),
            text: fc.jsonValue({ maxDepth: 0 }),
            attrs: fc.jsonValue({ maxDepth: 1 }),
            marks: fc.array(
              fc.record({
                type: fc.constantFrom(...Object.keys(richMarks), 'x'),
                attrs: fc.jsonValue({ maxDepth: 1 }),
              }),
            ),
            content: fc.oneof(fc.array(tie('node')), fc.jsonValue({ maxDepth: 1 })),
          },
          { requiredKeys: ['type'] },
        ),
      ),
    }))
    fc.assert(
      fc.property(node, (value) => {
        const found = richText.check(value, of)
        expect(found.length).toBeLessThanOrEqual(20)
        if (found.length === 0) richText.plainText(value, of)
      }),
    )
  })

  test('gives search its words with breaks between blocks', () => {
    expect(richText.plainText(doc(paragraph(text('一')), paragraph(text('二'))), of)).toMatch(/^一\s+二$/)
  })
})
