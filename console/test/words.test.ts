import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resources } from '../src/locales/resources.ts'
import { roomsIn } from '../words-with-code.ts'

const rooms = Object.keys(resources.ja) as (keyof typeof resources.ja)[]
const all = rooms.flatMap((room) =>
  Object.keys(resources.ja[room]).map((key) => ({
    room,
    key,
    ja: (resources.ja[room] as Record<string, string>)[key] ?? '',
    en: (resources.en[room] as Record<string, string>)[key] ?? '',
  })),
)
const src = join(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
const textOf = (path: string) => readFileSync(join(src, path), 'utf8')
const code = files.filter((path) => !path.startsWith('locales/'))

test('both languages say something, with the same places to fill in', () => {
  const places = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map(([, name]) => name)
      .toSorted()
      .join()
  const wrong = all.filter(({ ja, en }) => !ja.trim() || !en.trim() || places(ja) !== places(en))
  expect(wrong).toEqual([])
})

test('English has no Japanese in it', () => {
  expect(all.filter(({ en }) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(en))).toEqual([])
})

test('every word that is asked for exists', () => {
  const missing = code.flatMap((path) => {
    const text = textOf(path)
    const spaces = [...text.matchAll(/useTranslation\((?:\[)?'(\w+)'/g)].map(([, name]) => name as string)
    if (spaces.length === 0) return []
    return [...text.matchAll(/\bt\('([\w.:]+)'/g)].flatMap(([, asked]) => {
      const [own, room] = asked!.split(':').toReversed() as [string, string | undefined]
      const places = room ? [room] : spaces
      const known = places.some((space) =>
        all.some(({ room: at, key }) => at === space && [own, `${own}_other`].includes(key)),
      )
      return known ? [] : [`${path}: ${asked}`]
    })
  })
  expect(missing).toEqual([])
})

test('no word is left that nothing asks for', () => {
  const everything = code.map(textOf).join('\n')
  const unused = all.filter(({ key }) => {
    const plain = key.replace(/_(one|other)$/, '')
    // Keys with a dot, and those of options, are put together from what the server says.
    return (
      !plain.includes('.') &&
      !new RegExp(`['":]${plain}(Help)?['"]`).test(everything) &&
      !plain.endsWith('Help')
    )
  })
  expect(unused.map(({ room, key }) => `${room}: ${key}`)).toEqual([])
})

test('Japanese stands in the words, not in the pages', () => {
  // Names of fields that a form makes up come as pairs, the switch speaks each language, and dates are put together from parts.
  const allowed = /ja: '|日本語|join\('、'\)|splitChars|\$\{year\}年|^\s*(\/\/|\*|\/\*)|name="/
  const wrong = code.filter((path) =>
    textOf(path)
      .split('\n')
      .some((line) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(line) && !allowed.test(line)),
  )
  expect(wrong).toEqual([])
})

test('words come with the code that asks for them, however it does', () => {
  const code = `
    const { t } = useTranslation(['entries', 'shell'])
    t('fields:yes') + t(\`audit:\${key}\`) + i18n.t('uploads:refused') + i18n.exists(key, { ns: 'groups' })
    i18n.getFixedT(language, 'members')('copyOf')
    const places = 'imports'`
  expect(roomsIn(code)).toEqual(['audit', 'entries', 'fields', 'groups', 'members', 'shell', 'uploads'])
  const unknown = files.flatMap((path) => roomsIn(textOf(path))).filter((room) => !(room in resources.ja))
  expect(unknown).toEqual([])
})
