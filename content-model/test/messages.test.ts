import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messages } from '../src/messages.ts'

const root = new URL('../src/', import.meta.url)
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('words'))
  .map((name) => readFileSync(new URL(name, root), 'utf8'))

/** What stands between the brackets of every call of these functions. */
function callsOf(source: string): string[] {
  return [...source.matchAll(/\b(?:issue|refuse|refused|step)\(/g)].map((match) => {
    let depth = 1
    let at = match.index + match[0].length
    const start = at
    for (; depth > 0 && at < source.length; at++)
      depth += source[at] === '(' ? 1 : source[at] === ')' ? -1 : 0
    return source.slice(start, at - 1)
  })
}

const formats = ['email', 'tel', 'url', 'postal_code'].map((format) => `format_${format}`)
const used = new Set([
  ...sources
    .flatMap(callsOf)
    .flatMap((call) => [...call.matchAll(/'([a-z]+(?:_[a-z]+)+|required)'/g)].map((match) => match[1]!)),
  ...formats,
])

test('every code that is used has words in both languages', () => {
  expect(used.size).toBeGreaterThan(60)
  for (const code of used) {
    expect(messages[code]?.ja, code).toMatch(/[ぁ-んァ-ヶ]/)
    expect(messages[code]?.en, code).toMatch(/^["{A-Z]/)
  }
})

test('no words are left over from codes that are gone', () => {
  const written = sources.join('\n')
  const left = Object.keys(messages).filter(
    (code) => !formats.includes(code) && !written.includes(`'${code}'`),
  )
  expect(left).toEqual([])
})

test('both languages have the same places to fill', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  for (const [code, { ja, en }] of Object.entries(messages)) expect(places(ja), code).toEqual(places(en))
})
