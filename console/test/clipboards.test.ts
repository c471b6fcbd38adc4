import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { cleaned } from '../src/fields/rich-text/paste/clean.ts'
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
  return parse(html)
    .childNodes.flatMap(toTree)
    .find((one) => typeof one !== 'string')!
}

const clean = (html: string) => cleaned(treeOf(html))
const clipboard = (name: string) =>
  readFileSync(join(import.meta.dirname, 'clipboards', `${name}.html`), 'utf8')
/** One block a line, spaces in a row as one. */
const lines = (html: string) =>
  html
    .replace(/\s+/g, ' ')
    .replace(/(<\/(?:p|h\d|li|ul|ol|tr|table|pre|blockquote)>)(?=<)/g, '$1\n')
    .split('\n')

describe('what comes', () => {
  test('from Word keeps its headings, lists and tables, and nothing that is for Word', () => {
    const { html, left } = clean(clipboard('word-ja'))
    expect(lines(html)).toEqual([])
    expect(left).toEqual({ images: 1, embeds: 0 })
  })

  test('from Google Docs is not bold throughout, and its lists are within each other', () => {
    const { html, left } = clean(clipboard('google-docs'))
    expect(lines(html)).toEqual([])
    expect(left).toEqual({ images: 1, embeds: 0 })
  })

  test('from Word for the web is one list, not one for each item', () => {
    expect(lines(clean(clipboard('word-online')).html)).toEqual([])
  })

  test('from Excel is a table of what is seen', () => {
    expect(lines(clean(clipboard('excel')).html)).toEqual([])
  })

  test('from Google Sheets is a table', () => {
    expect(lines(clean(clipboard('google-sheets')).html)).toEqual([])
  })

  test('from a web page brings its words, and nothing that acts', () => {
    const { html, left } = clean(clipboard('web-page'))
    expect(lines(html)).toEqual([])
    expect(left).toEqual({ images: 1, embeds: 1 })
  })
})
