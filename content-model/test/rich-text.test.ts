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
      attrs: { colspan: 1, rowspan: 1, colwidth: [100] },
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

  describe('tables', () => {
    type Spans = { colspan?: unknown; rowspan?: unknown }
    const cell = (attrs: Spans = {}) => ({ type: 'tableCell', attrs, content: [paragraph()] })
    const table = (...rows: Spans[][]) =>
      doc({
        type: 'table',
        content: rows.map((row) => ({ type: 'tableRow', content: row.map((attrs) => cell(attrs)) })),
      })
    const many = (count: number, attrs: Spans = {}) => Array.from({ length: count }, () => attrs)

    test.each([
      ['one cell', table([{}])],
      ['cells joined across', table([{ colspan: 2 }], [{}, {}])],
      ['cells joined down', table([{ rowspan: 2 }, {}], [{}])],
      ['a row that cells above fill', table([{ rowspan: 2 }, { rowspan: 2 }], [])],
      ['fifty columns', table(many(50))],
      ['five hundred rows', table(...Array.from({ length: 500 }, () => [{}]))],
    ])('%s: taken', (_, value) => expect(codes(value)).toEqual([]))

    test.each([
      ['no row', table()],
      ['a row without cells', table([])],
      ['rows of different lengths', table([{}, {}], [{}])],
      ['a hole below a joined cell', table([{ rowspan: 2 }, {}], [])],
      ['cells over each other', table([{}, { rowspan: 2 }], [{ colspan: 2 }])],
      ['a cell that reaches out below', table([{ rowspan: 2 }, {}])],
      ['a huge cell', table([{ colspan: 1e9, rowspan: 1e9 }])],
      ['half a cell', table([{ colspan: 0.5 }])],
      ['a cell of no width', table([{ colspan: 0 }])],
      ['a width in letters', table([{ colspan: '2' }])],
      ['fifty-one columns', table(many(51))],
      ['joined to fifty-one columns', table(many(17, { colspan: 3 }))],
      ['five hundred and one rows', table(...Array.from({ length: 501 }, () => [{}]))],
    ])('%s: refused', (_, value) => expect(codes(value).join()).toContain('rich_text_table'))

    test('a table within a table is refused', () => {
      const outer = table([{}])
      const inner = { type: 'table', content: [{ type: 'tableRow', content: [cell()] }] }
      const first = (outer.content[0] as { content: { content: { content: unknown[] }[] }[] }).content[0]!
      first.content[0]!.content = [inner]
      expect(codes(outer)).toEqual(['/content/0/content/0/content/0/content/0/type rich_text_node'])
      first.content[0]!.content = [{ type: 'blockquote', content: [inner] }]
      expect(codes(outer)).toHaveLength(1)
      expect(codes(doc({ type: 'blockquote', content: [inner] }, inner))).toEqual([])
    })
  })

  test('a link leads to an address or to an entry, whose address is not kept', () => {
    const id = '0190d2a4-0000-7000-8000-000000000001'
    const to = (attrs: object) => doc(paragraph(text('a', [{ type: 'link', attrs }])))
    expect(codes(to({ entry: id }))).toEqual([])
    expect(codes(to({ entry: id, href: 'javascript:1' }))).toEqual([
      '/content/0/content/0/marks/0/attrs/href unsafe_link',
    ])
    expect(richText.normalise(to({ entry: id, href: 'javascript:1' }), of)).toEqual(to({ entry: id }))
    expect(codes(to({ entry: 'x' }))).toEqual(['/content/0/content/0/marks/0/attrs/entry not_an_id'])
    expect(codes(to({ entry: null }))).toEqual(['/content/0/content/0/marks/0/attrs/href unsafe_link'])
    expect(richText.refs(to({ entry: id }), of)).toEqual([id])
  })

  test('marks on what is around it hide no address', () => {
    const id = '0190d2a4-0000-7000-8000-000000000001'
    const link = { type: 'link', attrs: { entry: id, href: 'javascript:1' } }
    const image = { type: 'image', attrs: { file: id, src: 'https://elsewhere.example/x.png' }, marks: [] }
    const written = { ...doc({ ...paragraph(text('a', [link])), marks: [] }, image), marks: [] }
    const kept = JSON.stringify(richText.normalise(written, of))
    expect(kept).toContain(id)
    expect(kept).not.toMatch(/javascript|elsewhere/)
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
