import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { features } from '../src/app.ts'

const src = join(import.meta.dirname, '../src')
const root = join(src, '../..')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const textOf = (path: string) => readFileSync(join(src, path), 'utf8')
const isTest = (path: string) => path.endsWith('.test.ts')
const code = files.filter((path) => !isTest(path))

/** What a file imports, as paths under src or package names. */
function importsOf(path: string): string[] {
  return [...textOf(path).matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, name]) => {
    if (name!.startsWith('#')) return name!.slice(1)
    return name!.startsWith('.') ? relative(src, resolve(dirname(join(src, path)), name!)) : name!
  })
}

const floorOf = (path: string) => {
  const [first = ''] = path.split('/')
  return { 'main.ts': 4, commands: 4, 'app.ts': 3, features: 2, platform: 1, lib: 0 }[first]
}

test('arrows point down only: main, app, features, platform, lib', () => {
  const up = code.flatMap((path) =>
    importsOf(path)
      .filter((other) => floorOf(other) !== undefined && floorOf(other)! > floorOf(path)!)
      .map((other) => `${path} → ${other}`),
  )
  expect(up).toEqual([])
})

test('a feature enters another feature only through its service or its schema’s types', () => {
  const doors = /\/(service|schema|live|endpoints|tokens)\.ts$/
  const wrong = code.flatMap((path) => {
    const [floor, own] = path.split('/')
    if (floor !== 'features') return []
    return importsOf(path)
      .filter((other) => other.startsWith('features/') && other.split('/')[1] !== own && !doors.test(other))
      .map((other) => `${path} → ${other}`)
  })
  expect(wrong).toEqual([])
})

test.each([
  ['fastify', /^(fastify|@fastify\/static)$/, 'platform/http'],
  ['pg', /^pg$/, 'platform/db'],
  ['graphile-worker', /^graphile-worker$/, 'platform/jobs'],
])('%s is known in one place only', (_name, pattern, place) => {
  const outside = code.filter(
    (path) => !path.startsWith(place) && importsOf(path).some((name) => pattern.test(name)),
  )
  const allowed = typesOnly(outside)
  expect(allowed).toEqual([])
})

/** Types of a running server may be passed on by the command that starts it. */
const typesOnly = (paths: string[]) => paths.filter((path) => path !== 'commands/serve.ts')

test('the environment is read in config.ts only', () => {
  expect(
    code.filter((path) => path !== 'platform/config.ts' && textOf(path).includes('process.env')),
  ).toEqual([])
})

test('features take the time from ctx.now(), in code and in SQL', () => {
  const clocks = /Date\.now\(|new Date\(\)|\bnow\(\)(?!:)(?<!\.now\(\))|current_timestamp/
  const wrong = code.filter((path) => path.startsWith('features') && clocks.test(textOf(path)))
  expect(wrong).toEqual([])
})

test('no file is longer than 400 lines, and half of them are not longer than 80', () => {
  const lengths = code.map((path) => ({ path, lines: textOf(path).split('\n').length }))
  expect(lengths.filter(({ lines }) => lines > 400)).toEqual([])
  const sorted = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80)
})

test('no file has a name that says nothing', () => {
  expect(
    files.filter((path) => /(^|\/)(utils?|helpers?|common|misc|types|constants|manager)\.ts$/.test(path)),
  ).toEqual([])
})

test('every route says who may call it, with a permission that a feature declares', () => {
  const known = new Set([
    'anyone',
    'signed-in',
    ...features.flatMap((feature) => Object.keys(feature.permissions)),
  ])
  const wrong = features.flatMap((feature) => feature.routes).filter((route) => !known.has(route.can))
  expect(wrong.map((route) => route.id)).toEqual([])
})

test('every tenant table leads with the site and stands behind its wall', () => {
  const sql = readdirSync(join(root, 'server/migrations'))
    .map((name) => readFileSync(join(root, 'server/migrations', name), 'utf8'))
    .join('\n')
  const ownerOnly = new Set(['instance', 'subscriptions', 'cron_runs', 'search_rows'])
  const tables = [...sql.matchAll(/create table (\w+)/g)]
    .map(([, name]) => name!)
    .filter((name) => !ownerOnly.has(name))
  expect(tables.filter((name) => !sql.includes(`alter table ${name} enable row level security`))).toEqual([])
  const declared = new Set(features.flatMap((feature) => Object.keys(feature.tables)))
  expect([...tables, ...ownerOnly].filter((name) => !declared.has(name))).toEqual([])
})
