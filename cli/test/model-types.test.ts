import type { ContentType } from '@dozo/client'
import { expect, test } from 'vitest'
import { modelType } from '../src/delivery-client/model-types.ts'

const name = { ja: '名前', en: 'Name' }
const type = (fields: object[]) =>
  ({
    id: 'x',
    key: 'page',
    name,
    kind: 'plain',
    fields,
    entries: 0,
    overflow: [],
    etag: 1,
  }) as unknown as ContentType
const options = [{ value: 'red', name }]

test('what readers get of each kind of block is told apart by its kind', () => {
  const kind = (key: string, fields: object[]) => ({ key, name, fields })
  const text = modelType(
    type([
      {
        key: 'parts',
        type: 'blocks',
        name,
        kinds: [
          kind('hero', [{ key: 'title', type: 'text', name }]),
          kind('note', [{ key: 'body', type: 'rich_text', name }]),
        ],
      },
    ]),
  )
  expect(text).toContain(
    '{ id: string; kind: "hero"; values: { title?: string } } | { id: string; kind: "note"; ',
  )
  expect(text).toContain('html: string; markdown: string } } }))[]')
})

test('members, choices with labels, other sides and counters are as they are delivered', () => {
  const text = modelType(
    type([
      { key: 'by', type: 'member', name },
      { key: 'colour', type: 'select', name, options, delivered: 'both', required: true },
      { key: 'posts', type: 'reverse', name, of: { type: 'post', field: 'page' } },
      { key: 'plays', type: 'counter', name },
      { key: 'full', type: 'computed', name, template: '{by}' },
      { key: 'hidden', type: 'text', name, neverDelivered: true },
    ]),
  )
  expect(text).toContain('by: { id: string; name: string } | null')
  expect(text).toContain('colour: { value: "red"; label: string }\n')
  expect(text).toContain('posts: (Relation<PostEntry>)[]\n')
  expect(text).toContain('plays: number\n')
  expect(text).toContain('full: string | null')
  expect(text).not.toContain('hidden')
})
