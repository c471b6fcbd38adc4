import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'
import { sanitisedHtml } from './sanitised-html.ts'

const dozo = useDozo()
let content: Content

beforeAll(async () => {
  const owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const part = { key: 'raw', name: { ja: '生', en: 'Raw' }, fields: [field('html', 'code')] }
  await content.define(
    definition('page', [
      field('html', 'body', { localized: true, searchable: { weight: 'B' } }),
      field('blocks', 'parts', { kinds: [part] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages', operation: 'entries.list', type: 'page' }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const hostile = '<p onclick="x()">本文<script>steal()</script></p><a href="javascript:x()">a</a>'
const clean = '<p>本文</p><a>a</a>'

test('editors keep what they wrote, and readers get it sanitised, within blocks as well', async () => {
  const made = await content.create(
    'page',
    { body: { ja: hostile }, parts: [{ kind: 'raw', values: { code: hostile } }] },
    { publish: true },
  )
  expect(made.values.body).toEqual({ ja: hostile })
  const [read] = (await dozo.site('/api/out/pages')).body.data
  expect(read.body).toBe(clean)
  expect(read.parts).toMatchObject([{ kind: 'raw', values: { code: clean } }])
  await dozo.settled()
  expect(await content.list('type=page&search=steal').catch(() => [])).toEqual([])
})

test.each([
  ['<img src=x onerror=alert(1)>', '<img src="x" />'],
  ['<svg><script>alert(1)</script></svg>', ''],
  ['<iframe srcdoc="<script>alert(1)</script>"></iframe>', ''],
  ['<form action="//evil.example"><button>go</button></form>', 'go'],
  ['<a href="//evil.example/x">x</a>', '<a>x</a>'],
  ['<a href="java\nscript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href="/a" target="top">x</a>', '<a href="/a" target="_blank" rel="noopener noreferrer">x</a>'],
  ['<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img />'],
  ['<div style="position:fixed">x</div>', '<div>x</div>'],
  ['<meta http-equiv="refresh" content="0;url=//evil.example">', ''],
  ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<table></table>'],
  ['<p class="lead" id="login">x</p>', '<p class="lead">x</p>'],
  ['<ruby>土蔵<rt>どぞう</rt></ruby>', '<ruby>土蔵<rt>どぞう</rt></ruby>'],
])('%s becomes %s', (html, wanted) => {
  expect(sanitisedHtml(html)).toBe(wanted)
})
