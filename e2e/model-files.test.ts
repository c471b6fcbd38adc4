import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from './server.ts'

// A corporate site's model as files: written by hand, pushed, pulled, changed, planned, and pushed to a second instance.
type Server = Awaited<ReturnType<typeof startServer>>
let first: Server
let second: Server
let folder: string
const password = 'correct horse battery\n'

beforeAll(async () => {
  first = await startServer({ DOZO_SAMPLE: 'false' })
  second = await startServer({ DOZO_SAMPLE: 'false' })
  for (const server of [first, second]) {
    await server.dozo(['create-owner', '--email', 'owner@example.com', '--name', 'Owner'], password)
    await server.dozo(['login', '--url', server.consoleUrl, '--email', 'owner@example.com'], password)
  }
  folder = join(first.dataDir, 'model')
  for (const [file, text] of Object.entries(corporate)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
})
afterAll(async () => {
  await first.stop()
  await second.stop()
})

const corporate: Record<string, string> = {
  'block-kinds/quote.yaml': `
key: quote
name: { ja: 引用, en: Quotation }
fields:
  - { key: words, type: text, name: { ja: 言葉, en: Words } }
  - { key: about, type: relation, name: { ja: 製品, en: Product }, to: [product] }
`,
  'content-types/area.yaml': `
key: area
name: { ja: 事業分野, en: Business area }
kind: tree
titleField: name
fields:
  - { key: name, type: text, name: { ja: 名前, en: Name }, required: true, localized: true, filterable: true }
  - { key: flagship, type: relation, name: { ja: 代表製品, en: Flagship }, to: [product] }
`,
  'content-types/product.yaml': `
key: product
name: { ja: 製品, en: Product }
kind: plain
titleField: name
keyField: slug
fields:
  - { key: name, type: text, name: { ja: 名前, en: Name }, required: true, localized: true, searchable: { weight: A } }
  - { key: slug, type: slug, name: { ja: スラッグ, en: Slug }, required: true, unique: true, filterable: true }
  - { key: area, type: relation, name: { ja: 分野, en: Area }, to: [area], filterable: true }
  - { key: price, type: number, name: { ja: 価格, en: Price }, integer: true, min: 0, filterable: true }
  - key: sections
    type: repeat
    name: { ja: 節, en: Sections }
    fields:
      - { key: heading, type: text, name: { ja: 見出し, en: Heading } }
      - { key: body, type: markdown, name: { ja: 本文, en: Body } }
  - { key: parts, type: blocks, name: { ja: 本文, en: Body }, kinds: [{ use: quote }] }
`,
  'content-types/staff.yaml': `
key: staff
name: { ja: 社員, en: Staff }
kind: plain
fields:
  - { key: name, type: text, name: { ja: 氏名, en: Name }, required: true }
  - { key: phone, type: text, name: { ja: 電話, en: Telephone }, format: tel, neverDelivered: true }
`,
  'content-types/faq.yaml': `
key: faq
name: { ja: よくある質問, en: FAQ }
kind: plain
fields:
  - { key: question, type: text, name: { ja: 質問, en: Question }, required: true, localized: true }
  - { key: answer, type: rich_text, name: { ja: 答え, en: Answer }, localized: true }
`,
  'groups/press.yaml': `
key: press
name: { ja: 広報, en: Press }
grants:
  - permission: console.enter
  - { permission: entries.read, types: [product] }
  - { permission: entries.update, types: [product], fields: [name, sections], condition: { area.name: { ne: 極秘 } } }
`,
  'apis/default.yaml': `
key: default
name: Website
security: open
origins: ['*']
endpoints:
  - { path: /products, operation: entries.list, type: product, fields: [name, slug, area.name], filters: [slug], sorts: [price] }
  - { path: '/products/{key}', operation: entries.get, type: product, cacheSeconds: 300 }
  - { path: /faq, operation: entries.list, type: faq }
`,
}

async function dozo(server: Server, ...args: string[]) {
  const { code, out, err } = await server.dozo(args)
  return { code, text: out + err }
}
const edit = (file: string, from: string, to: string) => {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

test('a dry run tells everything and does nothing; a push does it, types that point at each other included', async () => {
  const dry = await dozo(first, 'model', 'push', folder, '--dry-run')
  expect([dry.code, dry.text]).toEqual([0, expect.stringContaining('+ content type product')])
  expect((await dozo(first, 'types', 'list')).text).not.toContain('product')
  const pushed = await dozo(first, 'model', 'push', folder)
  expect([pushed.code, pushed.text]).toEqual([
    0,
    expect.stringContaining('✓ + endpoint default /faq entries.list'),
  ])
  expect(await dozo(first, 'model', 'plan', folder)).toEqual({ code: 0, text: 'Nothing to do.\n' })
})

test('pulled, the files are the model, with a schema for editors, and a second pull changes no byte', async () => {
  expect((await dozo(first, 'model', 'pull', folder)).text).toContain('4 content types, 1 groups, 1 APIs')
  const bytes = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(yaml|json)$/.test(file))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')])
  const before = bytes()
  expect(before.map(([file]) => file)).toContain('site.yaml')
  expect(JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')).$defs).toHaveProperty('ApiFile')
  await dozo(first, 'model', 'pull', folder)
  expect(bytes()).toEqual(before)
})

test('what would lose values is named and refused until it is said; a wrong file is named with its line', async () => {
  edit('content-types/product.yaml', 'unique: true', 'unique: true\n    help: { ja: 短く, en: Short }')
  edit('content-types/staff.yaml', '  - key: phone', '  - key: desk')
  const plan = await dozo(first, 'model', 'plan', folder)
  expect(plan.code).toBe(2)
  expect(plan.text).toContain('~ content type staff (fields)')
  expect(plan.text).toContain('! Field "phone" is removed, and its values with it.')
  const refused = await dozo(first, 'model', 'push', folder)
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('Nothing was changed.')])
  expect((await dozo(first, 'model', 'plan', folder)).text).toBe(plan.text)
  expect((await dozo(first, 'model', 'push', folder, '--destructive')).code).toBe(0)
  edit('groups/press.yaml', 'grants:', 'grants: [')
  const broken = await dozo(first, 'model', 'plan', folder)
  expect([broken.code, broken.text]).toEqual([
    1,
    expect.stringMatching(/groups\/press\.yaml:\d+ is not YAML/),
  ])
  edit('groups/press.yaml', 'grants: [', 'grants:')
})

test('a shared block and a type that uses it are changed by one push', async () => {
  edit('block-kinds/quote.yaml', 'key: words', 'key: said')
  edit('content-types/product.yaml', 'min: 0', 'min: 1')
  const plan = await dozo(first, 'model', 'plan', folder)
  expect([plan.code, plan.text]).toEqual([2, expect.stringContaining('~ shared block quote (fields)')])
  const pushed = await dozo(first, 'model', 'push', folder, '--destructive')
  expect([pushed.code, pushed.text]).toEqual([0, expect.stringContaining('✓ ~ content type product')])
  expect(await dozo(first, 'model', 'plan', folder)).toEqual({ code: 0, text: 'Nothing to do.\n' })
})

test('pushed to a second instance it is the same model there, and what is missing from the files stays until it is pruned', async () => {
  await dozo(first, 'model', 'pull', folder)
  expect((await dozo(second, 'model', 'push', folder)).code).toBe(0)
  expect(await dozo(second, 'model', 'plan', folder)).toEqual({ code: 0, text: 'Nothing to do.\n' })
  const other = join(second.dataDir, 'model')
  await dozo(second, 'model', 'pull', other)
  for (const file of Object.keys(corporate))
    expect(readFileSync(join(other, file), 'utf8'), file).toBe(readFileSync(join(folder, file), 'utf8'))
  await dozo(second, 'apis', 'create', 'extra')
  const plan = await dozo(second, 'model', 'plan', folder)
  expect([plan.code, plan.text]).toEqual([
    0,
    expect.stringContaining('API extra is not in the files; left as it is'),
  ])
  expect((await dozo(second, 'model', 'push', folder, '--prune')).text).toContain('✓ - API extra')
})
