import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Tx } from '#platform/ctx.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import { relationKeys, type Line } from './line.ts'
import * as sql from './sql.ts'

type IdOf = (field: { to?: string[] }, name: string) => string | undefined

/**
 * Ids of the entries that lines point to: by their key or, where the title of a type is unique, by that, as people name tags. `made`: those
 * that nobody has made yet are made, and are put there.
 */
export async function idsForNames(
  tx: Tx,
  model: SiteModel,
  type: ModelType,
  lines: readonly Line[],
  made: string[] | undefined,
): Promise<IdOf> {
  const wanted = lines.flatMap((line) => relationKeys(type, line.values))
  if (wanted.length === 0) return () => undefined
  const targets = [...new Set(wanted.flatMap(({ field }) => field.to ?? []))].flatMap(
    (key) => model.type(key) ?? [],
  )
  const names = [...new Set(wanted.map(({ key }) => key))].filter(entries.isKey)
  const ids = new Map<string, string>()
  for (const target of targets)
    for (const [name, id] of await idsByTitle(tx, target, names)) ids.set(`${target.id} ${name}`, id)
  const typeIds = targets.map((target) => target.id)
  for (const one of await sql.idsByKey(tx, typeIds, names)) ids.set(`${one.type_id} ${one.key}`, one.id)
  const idOf: IdOf = (field, name) =>
    (field.to ?? []).map((to) => ids.get(`${model.type(to)?.id} ${name}`)).find((id) => id !== undefined)
  if (!made) return idOf
  for (const { field, key } of wanted) {
    const target = model.type(field.to?.[0] ?? '')
    if (!target || idOf(field, key) !== undefined || !entries.isKey(key)) continue
    const stub = await entries.createStub(tx, model, target, key)
    if (stub === undefined) continue
    made.push(stub)
    ids.set(`${target.id} ${key}`, stub)
  }
  return idOf
}

async function idsByTitle(tx: Tx, type: ModelType, names: readonly string[]): Promise<[string, string][]> {
  const title = fieldOf(type.definition, type.definition.titleField ?? '')
  if (title?.type !== 'text' || !title.unique || title.localized) return []
  const hashes = names.map((name) => entries.uniqueHash(name))
  const found = await sql.idsByUnique(tx, type.id, title.key, hashes)
  const byHash = new Map(found.map((one) => [one.hash, one.id]))
  return names.flatMap((name, i) => {
    const id = byHash.get(hashes[i]!)
    return id === undefined ? [] : [[name, id] as [string, string]]
  })
}
