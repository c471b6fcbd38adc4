import { beforeAll } from 'vitest'
import { post, useOwner } from './owner.ts'

export type Known = Record<string, any>
const words = (text: string) => ({ ja: text, en: text })

/** A site with a type that has rich text, and its editor. */
export function useRichText() {
  const journey = useOwner()
  beforeAll(async () => {
    for (const [key, name] of [
      ['page', 'Page'],
      ['place', 'Place'],
    ] as const)
      await post(journey.page, 'content-types', {
        key,
        name: words(name),
        kind: 'plain',
        titleField: 'title',
        fields: [
          {
            key: 'title',
            type: 'text',
            name: words('Title'),
            ...(key === 'page' ? { searchable: { weight: 'A' } } : { filterable: true }),
          },
          ...(key === 'page' ? [{ key: 'body', type: 'rich_text', name: words('Body') }] : []),
        ],
      })
    await post(journey.page, 'entries', {
      type: 'place',
      values: { title: '港' },
      key: 'harbour',
      publish: true,
    })
  })

  const button = (name: string | RegExp) =>
    journey.page.getByRole('button', { name, exact: typeof name === 'string' })
  const body = () => journey.page.getByRole('textbox', { name: 'Body' })
  const format = (name: string) =>
    journey.page.getByRole('toolbar', { name: 'Format of “Body”' }).getByRole('button', { name, exact: true })
  const inTable = async (name: string, role: 'menuitem' | 'menuitemcheckbox' = 'menuitem') => {
    await format('Change the table').click()
    await journey.page.getByRole(role, { name, exact: true }).click()
  }
  const open = async () => {
    await journey.page.goto(`${journey.server.consoleUrl}/sites/main/entries/page/new`)
    await body().waitFor()
  }
  const ask = (path: string, init: RequestInit = {}): Promise<{ status: number; body: Known }> =>
    journey.page.evaluate(
      async ([to, how]) => {
        const answer = await fetch(`/manage/v1/sites/main/${to}`, how as RequestInit)
        return { status: answer.status, body: await answer.json() }
      },
      [path, init] as const,
    )
  /** Saves, and gives what the server keeps. */
  const saved = async (): Promise<Known> => {
    await button('Save').click()
    await journey.page.waitForURL(/\/entries\/page\/[0-9a-f-]{36}$/)
    await journey.page.getByText('Saved', { exact: false }).first().waitFor()
    const { body: entry } = await ask(`entries/${journey.page.url().split('/').at(-1)}`)
    return entry['data']['values']['body']
  }
  const title = (text: string) => journey.page.getByLabel('Title', { exact: true }).fill(text)
  /** The text of a document with the signs of what it stands in: `#` heading, `|` cell, `!` header. */
  const outline = (node: Known): string => {
    const inner = (node['content'] ?? []).map(outline).join('')
    const row = (sign: string) => `${sign}${inner.trim().replaceAll('\n', '/')}`
    if (node['type'] === 'text') return node['text']
    if (node['type'] === 'tableCell') return row('|')
    if (node['type'] === 'tableHeader') return row('!')
    if (node['type'] === 'heading') return `${'#'.repeat(node['attrs'].level)} ${inner}\n`
    return ['paragraph', 'tableRow', 'codeBlock'].includes(node['type']) ? `${inner}\n` : inner
  }
  return { journey, button, body, format, inTable, open, ask, saved, title, outline }
}
