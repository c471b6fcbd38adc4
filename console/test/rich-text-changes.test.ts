import { describe, expect, test } from 'vitest'
import { changesOf, wordChanges } from '../src/fields/rich-text/changes.ts'

const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const doc = (...content: object[]) => ({ type: 'doc', content })
const row = (...words: string[]) => ({
  type: 'tableRow',
  content: words.map((one) => ({ type: 'tableCell', content: [paragraph(text(one))] })),
})
/** `+added+ -removed-`, after what became of which part. */
const told = (before: unknown, after: unknown) =>
  changesOf(before, after).map(({ change, part, pieces }) => {
    const signs = { same: '', added: '+', removed: '-' }
    const words = pieces.map((piece) => `${signs[piece.change]}${piece.text}${signs[piece.change]}`).join('')
    return `${change} ${part.kind}${part.row ? ` ${part.row}/${part.column}` : ''}: ${words}`
  })

describe('what changed in a text', () => {
  test('is told word by word, also in Japanese', () => {
    expect(wordChanges('港の朝は早い', '港の夜は早い')).toEqual([
      { change: 'same', text: '港の' },
      { change: 'removed', text: '朝' },
      { change: 'added', text: '夜' },
      { change: 'same', text: 'は早い' },
    ])
  })

  test('leaves out what is the same, and names what came and went', () => {
    const before = doc(paragraph(text('one')), paragraph(text('two')), paragraph(text('three')))
    const after = doc(
      paragraph(text('one')),
      paragraph(text('three')),
      { type: 'horizontalRule' },
      paragraph(text('four')),
    )
    expect(told(before, after)).toEqual([
      'removed paragraph: -two-',
      'added rule: ',
      'added paragraph: +four+',
    ])
  })

  test('tells of cells by their place; a row that came in between moves the others without a word', () => {
    const before = doc({ type: 'table', content: [row('Mon', '9 to 17'), row('Tue', '9 to 17')] })
    const after = doc({
      type: 'table',
      content: [row('Mon', '9 to 18'), row('Sat', 'closed'), row('Tue', '9 to 17')],
    })
    expect(told(before, after)).toEqual([
      'changed cell 1/2: 9 to -17-+18+',
      'added cell 2/1: +Sat+',
      'added cell 2/2: +closed+',
    ])
  })

  test('tells when only the look or a link is another', () => {
    const link = (href: string) => doc(paragraph(text('a', { type: 'link', attrs: { href } })))
    expect(told(link('/a'), link('/b'))).toEqual(['format paragraph: a'])
    expect(told(doc(paragraph(text('a'))), doc(paragraph(text('a', { type: 'bold' }))))).toEqual([
      'format paragraph: a',
    ])
    expect(told(link('/a'), link('/a'))).toEqual([])
  })

  test('reads whatever has another shape as nothing, and long texts quickly', () => {
    expect(told('x', null)).toEqual([])
    const long = (word: string) =>
      doc(...Array.from({ length: 5000 }, (_, i) => paragraph(text(`${word}${i}`))))
    expect(changesOf(long('a'), long('a'))).toEqual([])
  })
})

test('a text that was written anew as a whole is compared in one go', () => {
  const long = (word: string) => ({
    type: 'doc',
    content: Array.from({ length: 600 }, (_, n) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: `${word}${n} `.repeat(30) }],
    })),
  })
  const changes = changesOf(long('古い'), long('新しい'))
  expect(changes.length).toBeGreaterThanOrEqual(600)
})
