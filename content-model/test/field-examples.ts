import type { BlockKind, Field } from '../src/definition.ts'
import { field } from './model.ts'

export const options = ['a', 'b'].map((value) => ({ value, name: { ja: `あ${value}`, en: value } }))
export const id = '0198f000-0000-7000-8000-000000000001'
export const kinds: BlockKind[] = [
  {
    key: 'hero',
    name: { ja: '見出し', en: 'Hero' },
    fields: [
      field('title', 'text', { required: true }),
      field('who', 'relation', { to: ['t'] }),
      field('body', 'rich_text'),
    ],
  },
]
kinds.push({
  key: 'columns',
  name: { ja: '段組み', en: 'Columns' },
  fields: [field('left', 'blocks', { kinds: [...kinds] }), field('wide', 'boolean')],
})

/** What a field of each type takes, and what it refuses. */
export const example: Record<Field['type'], { of: Field; good: unknown[]; bad: unknown[] }> = {
  text: {
    of: field('x', 'text', { maxLength: 3 }),
    good: ['abc', '日本語', '👨‍👩‍👧'.slice(0, 2)],
    bad: ['abcd', 1, 'a\nb', 'a\0', '\ud800'],
  },
  textarea: { of: field('x', 'textarea'), good: ['a\nb'], bad: [1, '\0'] },
  markdown: { of: field('x', 'markdown'), good: ['# a'], bad: [{}, '\0'] },
  rich_text: {
    of: field('x', 'rich_text'),
    good: [{ type: 'doc', content: [] }],
    bad: ['<p>', { type: 'paragraph' }, null],
  },
  html: { of: field('x', 'html'), good: ['<p>a</p>\n', '<script>', '<<<'], bad: [{}, '\0', ['<p>']] },
  number: {
    of: field('x', 'number', { integer: true, min: 0, max: 9 }),
    good: [0, 9],
    bad: [-1, 10, 1.5, '1', Number.NaN, Infinity],
  },
  counter: { of: field('x', 'counter'), good: [0, -3, 12], bad: [1.5, '1', 1e300, [1], Number.NaN] },
  boolean: { of: field('x', 'boolean'), good: [true, false], bad: ['true', 0] },
  date: {
    of: field('x', 'date'),
    good: ['2024-02-29'],
    bad: ['2023-02-29', '2024-2-9', '0000-01-01', 20240101],
  },
  date_time: {
    of: field('x', 'date_time'),
    good: ['2024-02-29T09:00:00+09:00'],
    bad: ['2024-02-29T09:00:00', '2024-02-30T00:00:00Z', 1],
  },
  time: {
    of: field('x', 'time'),
    good: ['09:30', '23:59:59', ' ９：０５ '],
    bad: ['24:00', '9', '09:60', '09:30:60', '09:30+09:00', 930, ['09:30']],
  },
  select: { of: field('x', 'select', { options }), good: ['a'], bad: ['c', ['a'], 1] },
  multi_select: {
    of: field('x', 'multi_select', { options, max: 2 }),
    good: [['a', 'b']],
    bad: ['a', ['c']],
  },
  slug: {
    of: field('x', 'slug'),
    good: ['a-b_c', 'blog/2020/12/a', '18.2'],
    bad: ['a b', '-a', 'a//b', '../a', 'あ', 'a'.repeat(201)],
  },
  computed: { of: field('x', 'computed', { template: '{a}' }), good: ['a'], bad: [] },
  link: {
    of: field('x', 'link'),
    good: [
      { url: 'https://example.jp/a', text: '案内', target: '_blank' },
      { url: '/about' },
      { url: ' mailto:a@example.jp ', text: '', target: null },
    ],
    bad: [
      'https://example.jp',
      {},
      { text: '案内' },
      { url: 'javascript:alert(1)' },
      { url: '//evil.jp' },
      { url: ['https://a.jp'] },
      { url: '/a', text: 'a\nb' },
      { url: '/a', text: { ja: 'a' } },
      { url: '/a', target: '_top' },
      { url: '/a', target: ['_blank'] },
      { url: '/a', onclick: 'x' },
      [{ url: '/a' }],
    ],
  },
  color: {
    of: field('x', 'color'),
    good: ['#3366cc', '#3366CC80', '#fff', ' ＃ＦＦＦ '],
    bad: ['red', '3366cc', '#ff', '#fffff', '#3366cg', '#3366cc;background:url(//x)', 0xffffff],
  },
  location: {
    of: field('x', 'location'),
    good: [
      { lat: 35.681236, lng: 139.767125, address: '東京都千代田区丸の内1丁目' },
      { lat: -90, lng: 180 },
    ],
    bad: [
      '35.6,139.7',
      [35.6, 139.7],
      {},
      { lat: 35.6 },
      { lat: '35.6', lng: 139.7 },
      { lat: 90.1, lng: 0 },
      { lat: 0, lng: -180.1 },
      { lat: Number.NaN, lng: 0 },
      { lat: 0, lng: Infinity },
      { lat: 0, lng: 0, address: 1 },
      { lat: 0, lng: 0, address: '\0' },
      { lat: 0, lng: 0, zoom: 3 },
    ],
  },
  table: {
    of: field('x', 'table', { max: 3 }),
    good: [
      {
        header: true,
        rows: [
          ['曜日', '時間'],
          ['月', '9:00\n13:00'],
          ['火', null],
        ],
      },
      { rows: [['a']] },
      { header: null, rows: [[' a ']] },
    ],
    bad: [
      [['a']],
      {},
      { rows: 'a' },
      { rows: [] },
      { rows: [[]] },
      { rows: ['a'] },
      { rows: [['a'], ['b', 'c']] },
      { rows: [['a'], null] },
      { rows: [[1]] },
      { rows: [[['a']]] },
      { rows: [['\0']] },
      { rows: [['a'], ['b'], ['c'], ['d']] },
      { rows: [Array.from({ length: 51 }, () => '')] },
      { rows: [['a'.repeat(2001)]] },
      { header: 'yes', rows: [['a']] },
      { rows: [['a']], columns: 1 },
    ],
  },
  json: {
    of: field('x', 'json'),
    good: [[], { a: [1] }, 'use \\u0000 here'],
    bad: ['\0', { '\ud800': 1 }, nested(25)],
  },
  image: {
    of: field('x', 'image'),
    good: [id, { file: id }, { file: id, alt: ' 海 ', caption: '' }],
    bad: [
      '/files/a.png',
      1,
      {},
      { alt: '海' },
      { file: 'a' },
      { file: id, alt: 1 },
      { file: id, url: '/a' },
      [id],
    ],
  },
  file: {
    of: field('x', 'file', { accept: ['document'] }),
    good: [id, { file: id, caption: '申込書' }],
    bad: ['a', {}, { file: id, alt: '海' }, { file: id, caption: '\0' }, { file: [id] }],
  },
  gallery: {
    of: field('x', 'gallery', { max: 2 }),
    good: [
      [id],
      [
        { file: id, alt: '海' },
        { file: id, caption: '山' },
      ],
    ],
    bad: [id, { file: id }, [{ alt: '海' }], ['a'], [id, id, id], [null]],
  },
  relation: {
    of: field('x', 'relation', { to: ['t'], many: true, max: 2 }),
    good: [[id]],
    bad: [id, ['x'], [id, 1]],
  },
  member: {
    of: field('x', 'member', { many: true, max: 2 }),
    good: [[id]],
    bad: [id, ['x'], [id, 1], [{ id }]],
  },
  reverse: { of: field('x', 'reverse', { of: { type: 't', field: 'x' } }), good: [[id]], bad: [] },
  group: {
    of: field('x', 'group', { fields: [field('n', 'number')] }),
    good: [{}, { n: 1 }],
    bad: [[], { n: 'x' }, { m: 1 }],
  },
  repeat: {
    of: field('x', 'repeat', { fields: [field('n', 'number')], max: 1 }),
    good: [[{ n: 1 }]],
    bad: [{}, [1], [{}, {}]],
  },
  blocks: {
    of: field('x', 'blocks', { kinds, max: 3 }),
    good: [
      [{ kind: 'hero', values: { title: '題' } }],
      [
        { id: 'a-1', kind: 'hero' },
        { id: null, kind: 'columns', values: { left: [{ kind: 'hero' }] } },
      ],
      [{ kind: 'hero' }, { kind: 'hero' }],
    ],
    bad: [
      {},
      ['hero'],
      [null],
      [{}],
      [{ kind: 'nope' }],
      [{ kind: ['hero'] }],
      [{ kind: 'constructor', values: {} }],
      [{ kind: 'hero', values: [] }],
      [{ kind: 'hero', values: 'title' }],
      [{ kind: 'hero', values: { title: 1 } }],
      [{ kind: 'hero', values: { nope: 1 } }],
      [{ kind: 'hero', title: '題' }],
      [{ id: 'a b', kind: 'hero' }],
      [{ id: 7, kind: 'hero' }],
      [{ id: 'a'.repeat(41), kind: 'hero' }],
      [
        { id: 'a', kind: 'hero' },
        { id: 'a', kind: 'hero' },
      ],
      [{ kind: 'columns', values: { left: [{ kind: 'columns' }] } }],
      [{ kind: 'hero' }, { kind: 'hero' }, { kind: 'hero' }, { kind: 'hero' }],
    ],
  },
}
function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)]
}
