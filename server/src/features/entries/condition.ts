// Conditions that other rooms keep about entries: checked when they are saved, asked when something happened.
import { bindFilter, type Binding } from '@dozo/content-model/query/bind-filter'
import { parseFilter } from '@dozo/content-model/query/parse-json'
import type { Ctx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { query } from './list.ts'

/** What is wrong with a filter over the entries of a type, as pointers from `at`. */
export function checkFilter(model: SiteModel, typeKey: string, filter: unknown, at: string): FieldError[] {
  const type = model.type(typeKey)
  const parsed = parseFilter(filter, { at })
  if ('issues' in parsed) return parsed.issues
  if (!type) return []
  const binding: Binding = { model, audience: 'management', issues: [], cost: 0 }
  bindFilter(parsed.filter, type, binding)
  return binding.issues.map((issue) => ({ ...issue, path: issue.path.replace(/^\/filter/, at) }))
}

/** Whether an entry's working copy meets a filter now; a filter that cannot be asked any more is met by nothing. */
export async function meets(
  ctx: Ctx,
  model: SiteModel,
  typeKey: string,
  id: string,
  filter: unknown,
): Promise<boolean> {
  if (checkFilter(model, typeKey, filter, '').length > 0) return false
  const asked = { type: typeKey, filter: { and: [{ id: { eq: id } }, filter] }, page: { size: 1 } }
  return (await query(ctx, asked)).items.length > 0
}
