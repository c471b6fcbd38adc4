import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelText, readModelText } from '@dozo/content-model/model-text'
import { refuse } from '../words.ts'
import { tidyEndpoint, withoutDefaults, type ApiFile, type Model, type SiteFile } from './model.ts'

type Folder = 'block-kinds' | 'content-types' | 'groups' | 'apis'
/** Schema of each kind of file, so that editors check and complete while one writes. */
const schemas = {
  site: 'SiteFile',
  'block-kinds': 'BlockKindDefinition',
  'content-types': 'ContentTypeDefinition',
  groups: 'NewGroup',
  apis: 'ApiFile',
}

/** One YAML file a thing: `site.yaml`, `block-kinds/quote.yaml`, `content-types/news.yaml`, `groups/press.yaml`, `apis/default.yaml`. Files of what is gone go. */
export function writeFolder(folder: string, model: Model, schema: Record<string, unknown>): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'schema.json'), `${JSON.stringify(schema, null, 2)}\n`)
  if (model.site) write(join(folder, 'site.yaml'), './schema.json', schemas.site, model.site)
  put('block-kinds', model.kinds)
  put('content-types', model.types)
  put('groups', model.groups)
  put(
    'apis',
    model.apis.map((api) => ({ ...api, endpoints: api.endpoints.map(withoutDefaults) })),
  )

  function put(name: Folder, things: readonly { key: string }[]): void {
    const place = join(folder, name)
    mkdirSync(place, { recursive: true })
    for (const file of filesIn(place))
      if (!things.some(({ key }) => file === `${key}.yaml`)) rmSync(join(place, file))
    for (const thing of things)
      write(join(place, `${thing.key}.yaml`), '../schema.json', schemas[name], thing)
  }
}

const filesIn = (place: string) =>
  existsSync(place)
    ? readdirSync(place)
        .filter((name) => /\.ya?ml$/.test(name))
        .toSorted()
    : []

const write = (file: string, schema: string, name: string, thing: object): void =>
  writeFileSync(file, modelText(thing, { schema, name }))

/** Throws a refusal that names file and line for what is no YAML, and the file for what has no key. */
export function readFolder(folder: string): Model {
  if (!existsSync(folder)) refuse(`フォルダー ${folder} がありません。`, `There is no folder ${folder}.`)
  const site = join(folder, 'site.yaml')
  return {
    site: existsSync(site) ? (read(site) as unknown as SiteFile) : undefined,
    kinds: all('block-kinds') as unknown as Model['kinds'],
    types: all('content-types') as unknown as Model['types'],
    groups: all('groups') as unknown as Model['groups'],
    apis: all('apis').map((api) => withEndpoints(api as unknown as ApiFile)),
  }

  function all(name: Folder): Record<string, unknown>[] {
    const place = join(folder, name)
    return filesIn(place).map((file) => {
      const thing = read(join(place, file))
      const key = file.replace(/\.ya?ml$/, '')
      if (thing['key'] !== key)
        refuse(
          `${join(place, file)}: ファイル名とキー「${String(thing['key'])}」が違います。`,
          `${join(place, file)}: the file is not called as its key says ("${String(thing['key'])}").`,
        )
      return thing
    })
  }
}

const withEndpoints = (api: ApiFile): ApiFile => ({
  ...api,
  endpoints: (api.endpoints ?? []).map(tidyEndpoint),
})

function read(file: string): Record<string, unknown> {
  const found = readModelText(readFileSync(file, 'utf8'))
  if ('line' in found)
    return refuse(
      `${file}:${found.line} YAMLとして読めません: ${found.why}`,
      `${file}:${found.line} is not YAML: ${found.why}`,
    )
  if ('shape' in found)
    return refuse(`${file}: 名前と値の組ではありません。`, `${file} does not hold names and values.`)
  return found.thing
}
