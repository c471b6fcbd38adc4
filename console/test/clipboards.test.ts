import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { cleaned } from '../src/fields/rich-text/paste/clean.ts'
import { inert } from '../src/fields/rich-text/paste/inert.ts'
import type { Tree } from '../src/fields/rich-text/paste/tree.ts'

/** As a browser reads it. */
function treeOf(html: string): Tree {
  const toTree = (node: DefaultTreeAdapterTypes.Node): (Tree | string)[] => {
    if ('value' in node) return [node.value]
    if (!('tagName' in node)) return []
    const attrs = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
    const inside = 'content' in node ? [] : node.childNodes
    return [{ tag: node.tagName, attrs, children: inside.flatMap(toTree) }]
  }
  return parse(inert(html))
    .childNodes.flatMap(toTree)
    .find((one) => typeof one !== 'string')!
}

const clean = (html: string) => cleaned(treeOf(html))
const clipboard = (name: string) =>
  readFileSync(join(import.meta.dirname, 'clipboards', `${name}.html`), 'utf8')
/** The blocks that stand beside each other; spaces in a row are one, except those of full width. */
function blocks(html: string): string[] {
  const found = ['']
  let depth = 0
  for (const [part, close, tag] of html.replace(/[ \r\n]+/g, ' ').matchAll(/<(\/?)(\w+)[^>]*>|[^<]+/g)) {
    found[found.length - 1] += part
    if (tag && !['br', 'hr'].includes(tag)) depth += close ? -1 : 1
    if (tag && depth === 0) found.push('')
  }
  return found.slice(0, -1)
}

describe('what comes', () => {
  test('from Word keeps its headings, lists and tables, and nothing that is for Word', () => {
    const { html, left } = clean(clipboard('word-ja'))
    expect(blocks(html)).toEqual([
      '<h2>2026年度　祭りのしおり</h2>',
      '<p>　今年の祭りは、港の広場で<strong>二日間</strong>ひらきます。雨のときは<em>体育館</em>です。</p>',
      '<h3>持ち物</h3>',
      '<ul><li><p>うちわ</p><ul><li><p>絵のついたもの</p></li></ul></li><li><p>水筒</p></li></ul>',
      '<ol><li><p>受付</p></li><li><p>開会</p></li></ol>',
      [
        '<table><tbody><tr><th><p>時</p></th><th colspan="2"><p>こと</p></th></tr>',
        '<tr><td><p>10:00</p></td><td><p>太鼓</p></td><td><p>踊り</p></td></tr></tbody></table>',
      ].join(''),
      '<p align="center">会場</p>',
      '<p>くわしくは<a href="https://example.jp/matsuri?a=1&amp;b=2">町のページ</a>、手引を。水はH<sub>2</sub>O。</p>',
    ])
    expect(left).toEqual({ images: 1, embeds: 0 })
  })

  test('from Google Docs is not bold throughout, and its lists are within each other', () => {
    const { html, left } = clean(clipboard('google-docs'))
    expect(blocks(html)).toEqual([
      '<h2>Opening hours</h2>',
      '<p><strong>Open daily</strong><em> except holidays</em>; see <a href="https://example.com/hours">the page</a>, 20 m<sup>2</sup>.</p>',
      '<ul><li><p>Weekdays</p><ul><li><p>9 to 17</p></li></ul></li><li><p>週末</p></li></ul>',
      '<ol><li><p>Ring</p></li><li><p>Wait</p></li></ol>',
      '<table><tbody><tr><td><p>Day</p></td><td><p>Hall</p></td></tr><tr><td><p>Mon</p></td><td><p></p></td></tr></tbody></table>',
    ])
    expect(left).toEqual({ images: 1, embeds: 0 })
  })

  test('from Word for the web is one list, not one for each item', () => {
    expect(blocks(clean(clipboard('word-online')).html)).toEqual([
      '<h2>Agenda</h2>',
      '<ul><li><p>Welcome</p><ul><li><p><strong>Tea</strong></p></li></ul></li><li><p>終わり</p></li></ul>',
    ])
  })

  test('from Excel is a table of what is seen, whose bold first row is its header', () => {
    expect(clean(clipboard('excel')).html.replace(/\s+/g, ' ')).toBe(
      [
        '<table><tbody><tr><th><p>品名</p></th><th><p>数</p></th><th><p>値段</p></th></tr>',
        '<tr><td><p>りんご<br> （青森）</p></td><td><p>3</p></td><td><p>1,200</p></td></tr>',
        '<tr><td colspan="2"><p>計</p></td><td><p></p></td></tr></tbody></table>',
      ].join(''),
    )
  })

  test('from Google Sheets is a table', () => {
    expect(clean(clipboard('google-sheets')).html).toBe(
      [
        '<table><tbody><tr><th><p>Name</p></th><th><p>Seats</p></th></tr>',
        '<tr><td><p>Hall A</p></td><td><p>120</p></td></tr></tbody></table>',
      ].join(''),
    )
  })

  test('from a web page brings its words, and nothing that acts', () => {
    const { html, left } = clean(clipboard('web-page'))
    expect(blocks(html)).toEqual([
      '<h2>A walk to the lighthouse</h2>',
      '<p>First line</p>',
      '<p>Second line, with a tail</p>',
      '<p>Loose words</p>',
      '<p>A trap, a <a href="https://example.com/?q=%22%3E">link</a>, a near one and 🌊</p>',
      '<p>Length</p>',
      '<p>3 km</p>',
      '<p>One</p>',
      '<p>Two<br>still two</p>',
      '<pre><code class="language-ts">const a = 1 if (a &lt; 2) go()</code></pre>',
      '<blockquote><p>Windy.</p></blockquote>',
      '<p>Laid</p>',
      '<p>out</p>',
      '<p>Times</p>',
      [
        '<table><tbody><tr><th><p>To</p></th><th><p>Back</p></th></tr>',
        '<tr><td><p>10:00</p><p>inner</p><p>cells</p></td><td><p>12:00</p></td></tr></tbody></table>',
      ].join(''),
      '<p>xkept words</p>',
      '<ol start="4"><li><p>four</p><ul><li><p>deeper</p></li></ul></li><li><p>five</p></li></ol>',
    ])
    expect(left).toEqual({ images: 1, embeds: 1 })
  })
})

describe('a paste', () => {
  test.each([
    ['words within a line stay in it', '<b>bold</b> and more', '<strong>bold</strong> and more'],
    ['one paragraph is words for the line it comes to', '<p>one</p>', 'one'],
    ['a bold that is none is none', '<b style="font-weight:normal">plain</b>', 'plain'],
    ['an address that acts is no link', '<a href=" jAvascript:x()">a</a>', 'a'],
    [
      'what Google leads through its own address',
      '<a href="https://www.google.com/url?q=https://a.example/&sa=D">a</a>',
      '<a href="https://a.example/">a</a>',
    ],
    ['headings that begin at two stay', '<h2>a</h2><h4>b</h4>', '<h2>a</h2><h4>b</h4>'],
    [
      'two lists side by side stay two',
      '<ol><li>a</li></ol><ol><li>b</li></ol>',
      '<ol><li><p>a</p></li></ol><ol><li><p>b</p></li></ol>',
    ],
    [
      'a list that begins deep',
      '<ul><ul><li>a</li></ul><li>b</li></ul>',
      '<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>',
    ],
    [
      'numbers of Word',
      mso('3.', 'a') + mso('4.', 'b'),
      '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>',
    ],
    ['letters that Word draws as discs', mso('n', 'a'), '<ul><li><p>a</p></li></ul>'],
    [
      'lines of a code editor',
      '<div style="font-family: Consolas, monospace;white-space: pre;"><div>a {</div><div>  b</div></div>',
      '<pre><code>a {\n  b</code></pre>',
    ],
    [
      'quotes in an address cannot end it',
      `<a href='https://a.example/"onclick="x'>a</a>`,
      '<a href="https://a.example/&quot;onclick=&quot;x">a</a>',
    ],
    ['nothing but a picture', '<img src="https://a.example/a.png">', ''],
  ])('%s', (_, given, expected) => expect(clean(given).html).toBe(expected))

  test('is read as data: nothing of it is a style or a handler to the browser', () => {
    const given = `<p style='a' onclick = "b>c" title="it's > style"><STYLE type="x">p > a{}</STYLE><svg/onload=d>a<b`
    expect(inert(given)).toBe(
      `<p data-style='a' data-onclick = "b>c" title="it's > style"><xmp data-sheet type="x">p > a{}</xmp><svg/data-onload=d>a<b`,
    )
  })

  test('is not slow and not endless with what is made to be', () => {
    // No browser lets elements stand deeper in each other.
    const deep = '<div>'.repeat(500) + 'x'
    expect(clean(deep).html).toBe('x')
    const styles = `<style>${'.a{'.repeat(20_000)}</style>${'<p>x</p>'.repeat(20_000)}`
    expect(clean(styles).html).toHaveLength('<p>x</p>'.length * 20_000)
  })
})

function mso(marker: string, words: string): string {
  return `<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>${marker}<span>&nbsp;</span></span>${words}</p>`
}
