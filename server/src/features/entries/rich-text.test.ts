import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()
let content: Content

beforeAll(async () => {
  const owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('page', [field('rich_text', 'body', { localized: true })]))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page' }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const text = (value: string, ...marks: object[]) => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks } : {}),
})
const node = (type: string, content?: object[], attrs?: object) => ({
  type,
  ...(content ? { content } : {}),
  ...(attrs ? { attrs } : {}),
})
const doc = (...nodes: object[]) => node('doc', nodes)

/** The document as a reader gets it. */
async function delivered(body: object): Promise<{ html: string; markdown: string; json: object }> {
  const { id } = await content.create('page', { body: { ja: body } }, { publish: true })
  return (await dozo.site(`/api/out/pages/${id}`)).body.data.body
}

test('every node and mark has its HTML and its Markdown', async () => {
  const given = doc(
    node('heading', [text('見出し')], { level: 2 }),
    node('paragraph', [
      text('太', { type: 'bold' }),
      text('斜', { type: 'italic' }),
      text('消', { type: 'strike' }),
      text('x=1', { type: 'code' }),
      node('hardBreak'),
      text('先', { type: 'link', attrs: { href: 'https://example.jp/?a=1&b=2' } }),
    ]),
    node('bulletList', [node('listItem', [node('paragraph', [text('一')])])]),
    node('orderedList', [node('listItem', [node('paragraph', [text('三')])])], { start: 3 }),
    node('blockquote', [node('paragraph', [text('引用')])]),
    node('codeBlock', [text('a < b')], { language: 'js' }),
    node('horizontalRule'),
    node('table', [
      node('tableRow', [node('tableHeader', [node('paragraph', [text('列')])])]),
      node('tableRow', [node('tableCell', [node('paragraph', [text('値')])])]),
    ]),
    node('image', undefined, { src: '/files/a.png', alt: '図', width: 10 }),
  )
  const { html, markdown, json } = await delivered(given)
  expect(json).toEqual(given)
  expect(html).toBe(
    [
      '<h2>見出し</h2>',
      '<p><strong>太</strong><em>斜</em><s>消</s><code>x=1</code><br />',
      '<a href="https://example.jp/?a=1&amp;b=2" rel="noopener noreferrer">先</a></p>',
      '<ul><li><p>一</p></li></ul><ol start="3"><li><p>三</p></li></ol>',
      '<blockquote><p>引用</p></blockquote><pre><code class="language-js">a &lt; b</code></pre><hr />',
      '<table><tbody><tr><th scope="col"><p>列</p></th></tr><tr><td><p>値</p></td></tr></tbody></table>',
      '<img src="/files/a.png" alt="図" width="10" />',
    ].join(''),
  )
  expect(markdown).toBe(
    [
      '## 見出し',
      '**太***斜*~~消~~`x=1`  \n[先](https://example.jp/?a=1&b=2)',
      '- 一\n\n3. 三',
      '> 引用',
      '```js\na < b\n```',
      '---',
      '| 列 |\n| --- |\n| 値 |',
      '![図](/files/a.png)',
    ].join('\n\n'),
  )
})

test('a table says which cells its headers are for, and how far cells reach', async () => {
  const cell = (type: string, words: string, attrs?: object) =>
    node(type, [node('paragraph', [text(words)])], attrs)
  const { html, markdown } = await delivered(
    doc(
      node('table', [
        node('tableRow', [cell('tableHeader', '季', { colspan: 1, rowspan: 1 }), cell('tableHeader', '客')]),
        node('tableRow', [cell('tableHeader', '春'), cell('tableCell', '三')]),
        node('tableRow', [cell('tableCell', '計', { colspan: 2, colwidth: [100, 50] })]),
        node('tableRow', [
          cell('tableHeader', '秋', { rowspan: 2 }),
          node('tableCell', [
            node('paragraph', [text('五'), node('hardBreak'), text('名')]),
            node('bulletList', [node('listItem', [node('paragraph', [text('子')])])]),
          ]),
        ]),
        node('tableRow', [cell('tableCell', '九')]),
      ]),
    ),
  )
  expect(html).toBe(
    [
      '<table><tbody><tr><th scope="col"><p>季</p></th><th scope="col"><p>客</p></th></tr>',
      '<tr><th scope="row"><p>春</p></th><td><p>三</p></td></tr>',
      '<tr><td colspan="2"><p>計</p></td></tr>',
      '<tr><th scope="row" rowspan="2"><p>秋</p></th><td><p>五<br />名</p><ul><li><p>子</p></li></ul></td></tr>',
      '<tr><td><p>九</p></td></tr></tbody></table>',
    ].join(''),
  )
  expect(markdown).toBe(
    ['| 季 | 客 |', '| --- | --- |', '| 春 | 三 |', '| 計 |  |', '| 秋 | 五<br>名<br>子 |', '|  | 九 |'].join(
      '\n',
    ),
  )
})

test('text is text: markup in it is escaped in HTML and in Markdown', async () => {
  const { html, markdown } = await delivered(
    doc(node('paragraph', [text('<script>alert(1)</script> *x* [a](b) & `c`')])),
  )
  expect(html).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt; *x* [a](b) &amp; `c`</p>')
  expect(markdown).toBe('\\<script\\>alert(1)\\</script\\> \\*x\\* \\[a\\](b) & \\`c\\`')
})

test('attributes cannot break out of their place', async () => {
  const { html } = await delivered(
    doc(
      node('paragraph', [text('x')], { textAlign: 'center;position:fixed' }),
      node('codeBlock', [text('y')], { language: '"><img src=x onerror=alert(1)>' }),
      node('image', undefined, { src: '/a.png', alt: '" onerror="alert(1)', width: '1" onload="x' }),
    ),
  )
  expect(html).toBe(
    [
      '<p style="text-align:center">x</p><pre><code class="language-&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">y</code></pre>',
      '<img src="/a.png" alt="&quot; onerror=&quot;alert(1)" />',
    ].join(''),
  )
})

const link = (href: unknown) => doc(node('paragraph', [text('x', { type: 'link', attrs: { href } })]))
const picture = (src: unknown) => doc(node('image', undefined, { src }))
test.each([
  [link('javascript:alert(1)'), '/content/0/content/0/marks/0/attrs/href', 'unsafe_link'],
  [link('JaVaScRiPt:alert(1)'), '/content/0/content/0/marks/0/attrs/href', 'unsafe_link'],
  [link('java\tscript:alert(1)'), '/content/0/content/0/marks/0/attrs/href', 'unsafe_link'],
  [link('//evil.example'), '/content/0/content/0/marks/0/attrs/href', 'unsafe_link'],
  [link('data:text/html,x'), '/content/0/content/0/marks/0/attrs/href', 'unsafe_link'],
  [link(5), '/content/0/content/0/marks/0/attrs/href', 'unsafe_link'],
  [picture('data:image/svg+xml,<svg onload=alert(1)>'), '/content/0/attrs/src', 'unsafe_link'],
  [doc(node('script')), '/content/0/type', 'rich_text_node'],
  [doc(node('paragraph', [], { onclick: 'x' })), '/content/0/attrs/onclick', 'unknown_field'],
  [
    doc(node('paragraph', [text('x', { type: 'blink' })])),
    '/content/0/content/0/marks/0/type',
    'rich_text_mark',
  ],
  [doc(node('heading', [text('x')], { level: 7 })), '/content/0/attrs/level', 'wrong_type'],
  [node('paragraph', [text('x')]), '/type', 'rich_text_node'],
  ['<p>x</p>', '', 'rich_text_node'],
])('what no reader should get is refused with its place: %j', async (body, place, code) => {
  const answer = await content.tryCreate('page', { body: { ja: body } })
  expect(wrongs(answer)).toContainEqual([`/values/body/ja${place}`, code])
})

test('a document that is too deep or too big is refused quickly', async () => {
  let deep: object = node('paragraph', [text('x')])
  for (let i = 0; i < 40; i++) deep = node('blockquote', [deep])
  expect((await content.tryCreate('page', { body: { ja: doc(deep) } })).body.code).toBe('json_too_deep')
  const wide = doc(...Array.from({ length: 20_001 }, () => node('horizontalRule')))
  expect(wrongs(await content.tryCreate('page', { body: { ja: wide } }))[0]![1]).toBe('rich_text_too_big')
})
