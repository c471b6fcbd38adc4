import { typeOf } from '@dozo/content-model/fields/index'
import { limits } from '@dozo/content-model/limits'
import { attributes } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import type { EndpointSettings } from '#platform/operation.ts'
import { modelOf } from '#features/content-types/service.ts'

type Parameter = { name: string; in: 'query'; schema: unknown; description?: string; required?: boolean }
const parameter = (name: string, schema: unknown, description: string): Parameter => ({
  name,
  in: 'query',
  schema,
  description,
})

const asking = Object.keys(attributes)

/**
 * Paths that callers may filter or sort by; nothing: every one that can be. Where the fields of an endpoint are named and these are not,
 * they are those fields: who may ask about a field reads it, one comparison after another.
 */
export function askable(
  { fields }: EndpointSettings,
  given: readonly string[] | null | undefined,
): readonly string[] | undefined {
  if (given || !fields) return given ?? undefined
  // `author.name` answers with the author's id, too.
  const parts = fields.flatMap((path) =>
    path.split('.').map((_, i, names) => names.slice(0, i + 1).join('.')),
  )
  return [...new Set([...asking, ...parts])]
}

/** Parameters of an endpoint that reads one entry. */
export async function readParameters(ctx: Ctx, endpoint: EndpointSettings): Promise<Parameter[]> {
  return [
    parameter('fields', { type: 'string' }, await fieldsText(ctx, endpoint)),
    parameter('locale', { type: 'string', enum: ctx.site.locales }, 'Language / 言語'),
    parameter(
      'fallback',
      { type: 'string', enum: ['none', 'default'] },
      'Whether the default language stands in / 既定の言語で補うか',
    ),
  ]
}

async function fieldsText(ctx: Ctx, endpoint: EndpointSettings): Promise<string> {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  const names =
    endpoint.fields ?? type?.definition.fields.filter((f) => !f.neverDelivered).map((f) => f.key) ?? []
  return `Fields wanted, with commas / 欲しい項目（カンマ区切り）: ${names.slice(0, 30).join(', ')}`
}

/** Parameters of an endpoint that lists: what may be filtered and sorted by is spelled out. */
export async function queryParameters(ctx: Ctx, endpoint: EndpointSettings): Promise<Parameter[]> {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  const fields = type?.definition.fields.filter((field) => field.filterable && !field.neverDelivered) ?? []
  const own = askable(endpoint, null)
  const may = (key: string) => own?.includes(key) ?? true
  const filters = endpoint.filters ?? fields.map((field) => field.key).filter(may)
  const sortable = fields.filter((field) => typeOf(field).sortable).map((field) => field.key)
  const sorts = endpoint.sorts ?? ['publishedAt', 'updatedAt', 'createdAt', 'number', ...sortable].filter(may)
  return [
    ...filters.flatMap((path) => {
      const field = fields.find((one) => one.key === path)
      const operators = field ? typeOf(field).operators : (['eq'] as const)
      return operators.map((op) => {
        const list = op === 'in' || op === 'nin'
        return parameter(
          `filter[${path}][${op}]${list ? '[]' : ''}`,
          list ? { type: 'array', items: { type: 'string' } } : { type: 'string' },
          field?.name.ja ?? path,
        )
      })
    }),
    parameter(
      'sort',
      { type: 'string' },
      `Sort keys, - for descending / 並べ替え（- で降順）: ${sorts.join(', ')}`,
    ),
    parameter(
      'page[size]',
      { type: 'integer', minimum: 1, maximum: endpoint.maxPageSize ?? limits.pageSize },
      'Entries per page / 件数',
    ),
    parameter('page[after]', { type: 'string' }, 'Cursor from meta.page.next / 続きの位置'),
    parameter('count', { type: 'string', enum: ['exact', 'estimated'] }, 'Count the hits, too / 件数も返す'),
    ...(await readParameters(ctx, endpoint)),
  ]
}
