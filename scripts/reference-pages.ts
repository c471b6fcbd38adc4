import { messages } from '../content-model/src/messages.ts'
import { settings } from '../server/src/platform/settings.ts'
import type { Feature } from '../server/src/platform/feature.ts'
import { problemWords } from '../server/src/platform/http/problem-words.ts'

type Words = { ja: string; en: string }

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ') || '–'
export const table = (heads: string[], rows: string[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
export const page = (title: string, lead: string, body: string) =>
  `# ${title}\n\n${lead}\n\nPrinted by \`npm run gen\`.\n\n${body}\n`
const byName = ([a]: string[], [b]: string[]) => (a! < b! ? -1 : 1)

export const settingsPage = (): string =>
  page(
    'Settings',
    'Read from the environment at the start. A variable that begins with `DOZO_` and is not in this table stops the start.',
    table(
      ['name', 'type', 'default', 'meaning', '意味'],
      Object.entries(settings).map(([name, one]) => {
        const choices = 'choices' in one ? one.choices.filter(Boolean).join(', ') : ''
        return [
          `\`${name}\``,
          choices || one.type,
          one.default === '' ? '' : `\`${one.default}\``,
          one.meaning.en,
          one.meaning.ja,
        ]
      }),
    ),
  )

const wordRows = (words: Record<string, Words>) =>
  Object.entries(words).map(([name, { ja, en }]) => [`\`${name}\``, en, ja])

export const permissionsPage = (features: readonly Feature[]): string =>
  page(
    'Permissions',
    'What groups grant and tokens may do. Permissions on entries can be narrowed to content types, own entries, a condition and fields.',
    table(
      ['permission', 'English', '日本語'],
      features.flatMap((feature) => wordRows(feature.permissions)).sort(byName),
    ),
  )

export const eventsPage = (features: readonly Feature[]): string =>
  page(
    'Events',
    'What the audit log records and what subscribers can listen to.',
    table(
      ['event', 'English', '日本語'],
      features.flatMap((feature) => wordRows(feature.events)).sort(byName),
    ),
  )

export function errorsPage(features: readonly Feature[]): string {
  const all: Record<string, Words> = Object.assign(
    {},
    problemWords,
    messages,
    ...features.map((feature) => feature.problems),
  )
  return page(
    'Errors',
    'Codes of problems (`code`) and of wrong fields (`errors[].code`). Codes are stable; texts may change.',
    table(['code', 'English', '日本語'], wordRows(all).sort(byName)),
  )
}
