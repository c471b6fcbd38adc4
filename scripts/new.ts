// `npm run new feature NAME`: the five files of a room, empty but whole, so that it can be started at once.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './steps.ts'

const [kind, name = ''] = process.argv.slice(2)
if (kind !== 'feature' || !/^[a-z]+(-[a-z]+)*$/.test(name)) {
  console.error('Usage: npm run new feature plural-noun')
  process.exit(2)
}
const folder = join(root, 'server/src/features', name)
if (existsSync(folder)) {
  console.error(`${folder} exists`)
  process.exit(1)
}
const camel = name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())
const files: Record<string, string> = {
  'feature.ts': `import { feature } from '#platform/feature.ts'\nimport { routes } from './routes.ts'\n\nexport const ${camel} = feature({\n  name: '${name}',\n  permissions: { '${name}.read': { ja: '${name}を見る', en: 'See ${name}' } },\n  routes,\n})\n`,
  'routes.ts': `import Type from 'typebox'\nimport { route } from '#platform/feature.ts'\nimport { Item } from './schema.ts'\nimport * as ${camel} from './service.ts'\n\nexport const routes = [\n  route({\n    id: '${name}.list',\n    method: 'GET',\n    path: '/manage/v1/sites/:site/${name}',\n    can: '${name}.read',\n    summary: 'List ${name}',\n    reply: Type.Array(Item),\n    handle: (ctx) => ${camel}.list(ctx),\n  }),\n]\n`,
  'schema.ts': `import Type, { type Static } from 'typebox'\n\nexport const Item = Type.Object({ id: Type.String() }, { additionalProperties: false })\nexport type Item = Static<typeof Item>\n`,
  'service.ts': `// What always holds for ${name}, in words.\nimport type { Ctx } from '#platform/ctx.ts'\nimport * as sql from './sql.ts'\nimport type { Item } from './schema.ts'\n\nexport const list = (ctx: Ctx): Promise<Item[]> => sql.list(ctx)\n`,
  'sql.ts': `import sql from 'sql-template-tag'\nimport type { Ctx } from '#platform/ctx.ts'\n\nexport const list = (ctx: Ctx) =>\n  ctx.read<{ id: string }>(sql\`select id from ${name.replaceAll('-', '_')} where site_id = \${ctx.site.id} order by id\`)\n`,
}
mkdirSync(folder)
for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
console.log(
  `Made ${folder}.\nNext: a migration with the table, the line in server/src/app.ts, a test; then npm run gen.`,
)
