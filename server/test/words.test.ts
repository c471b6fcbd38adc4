import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { features } from '../src/app.ts'
import { wordsOf } from '#platform/http/problems.ts'

const words = wordsOf(features)
const src = join(import.meta.dirname, '../src')
const texts = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(src, path), 'utf8'))

test('every code that is thrown has its words', () => {
  const codes = texts.flatMap((text) => [
    ...[...text.matchAll(/code: '([a-z_]+)'/g)].map(([, code]) => code!),
    ...[...text.matchAll(/(?:conflict|unauthorized)\('([a-z_]+)'/g)].map(([, code]) => code!),
    ...[...text.matchAll(/new Problem\(\d+, '([a-z_]+)'/g)].map(([, code]) => code!),
    ...[...text.matchAll(/invalid\(\{ \w+: '([a-z_]+)' \}\)/g)].map(([, code]) => code!),
  ])
  expect(
    [...new Set(codes)].filter(
      (code) => !Object.hasOwn(words, code) && code !== 'rehearsed' && code !== 'code',
    ),
  ).toEqual([])
})

test('every event that is emitted has its words for the audit log', () => {
  const known = new Set(features.flatMap((feature) => Object.keys(feature.events)))
  const emitted = texts.flatMap((text) =>
    [...text.matchAll(/emit\(tx, '([a-z_.]+)'/g)].map(([, type]) => type!),
  )
  expect(emitted.length).toBeGreaterThan(20)
  expect(emitted.filter((type) => !known.has(type))).toEqual([])
})

test('both languages say something, with the same places to fill in', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()
  const all = {
    ...words,
    ...Object.assign({}, ...features.flatMap((f) => [f.permissions, f.events])),
  } as typeof words
  const wrong = Object.entries(all).filter(
    ([, { ja, en }]) =>
      !ja || !en || !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja) || places(ja).join() !== places(en).join(),
  )
  expect(wrong.map(([code]) => code)).toEqual([])
})
