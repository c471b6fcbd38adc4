import { fieldOf, type Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { accessOrRefuse } from './access.ts'
import { cut, rightsOn, seenOf } from './present.ts'
import type { CopyEntryBody, Entry } from './schema.ts'
import { createInTx } from './birth.ts'
import { refuseHidden, typeOfState, written } from './service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'
import { keysTaken } from './write-sql.ts'

const suffixes: Record<string, string> = { ja: '（コピー）', en: ' (copy)' }
const mostTries = 100

/**
 * A draft with the same values, beside the entry: as far as the caller may read and write them, without what is unique, with a key and a
 * title of its own.
 */
export async function copy(ctx: Ctx, id: string, { key }: CopyEntryBody): Promise<Entry> {
  const made = await ctx.tx(async (tx) => {
    const state = await sql.lock(tx, id)
    const { type, model } = await typeOfState(ctx, state)
    await refuseHidden(ctx, type, model, state!)
    const seen = seenOf(state!, ctx, type)
    const writable = accessOrRefuse(ctx, 'entries.create', type, model).fieldsOf(seen)
    const readable = cut(type, state!.work, rightsOn(ctx, type, model).read.fieldsOf(seen))
    const { keyField } = type.definition
    const ownKey = key ?? (await freeKey(tx, type, state!))
    const values = {
      ...renamed(ctx, type, copied(type, cut(type, readable, writable))),
      ...(keyField && ownKey !== undefined ? { [keyField]: ownKey } : {}),
    }
    return createInTx(tx, {
      type: type.definition.key,
      values,
      parent: state!.parentId,
      position: state!.position,
      ...(keyField || ownKey === undefined ? {} : { key: ownKey }),
    })
  })
  return written(ctx, made.id)
}

/** Without what is unique, what follows from other values, and what has been counted. */
const copied = (type: ModelType, values: Values): Values =>
  Object.fromEntries(
    type.definition.fields.flatMap((field) => {
      const own =
        field.key === type.definition.keyField ||
        field.unique ||
        field.type === 'counter' ||
        typeOf(field).isComputed
      return own || values[field.key] === undefined ? [] : [[field.key, values[field.key]] as const]
    }),
  )

/** The first of `news-copy`, `news-copy-2`, … that nobody has. Nothing for an entry without a key. */
async function freeKey(tx: Tx, type: ModelType, { id, key }: EntryState): Promise<string | undefined> {
  if (key === null) return undefined
  const most = Math.min(fieldOf(type.definition, type.definition.keyField ?? '')?.maxLength ?? 200, 200)
  const stem = [...key].slice(0, Math.max(1, most - '-copy-100'.length)).join('')
  const tries = Array.from({ length: mostTries }, (_, n) => `${stem}-copy${n === 0 ? '' : `-${n + 1}`}`)
  const uses = tries.flatMap((one) => [
    { id, stage: 'work' as const, key: one },
    { id, stage: 'live' as const, key: one },
  ])
  const taken = new Set((await keysTaken(tx, type.id, uses)).map((one) => one.key))
  return tries.find((one) => !taken.has(one))
}

function renamed(ctx: Ctx, type: ModelType, values: Values): Values {
  const { titleField } = type.definition
  const field = titleField === undefined ? undefined : fieldOf(type.definition, titleField)
  const value = field && values[field.key]
  if (field?.type !== 'text' || value === undefined) return values
  if (!field.localized) return { ...values, [field.key]: suffixed(field, value, ctx.site.defaultLocale) }
  const own = Object.entries(value as Values).map(([locale, text]) => [locale, suffixed(field, text, locale)])
  return { ...values, [field.key]: Object.fromEntries(own) }
}

/** As long as the field allows: the end of the title goes, not the suffix. A title in a form of its own stays as it is. */
function suffixed(field: Field, text: unknown, locale: string): unknown {
  if (typeof text !== 'string' || field.format || field.pattern) return text
  const suffix = suffixes[locale] ?? suffixes['en']!
  const room = (field.maxLength ?? 1000) - [...suffix].length
  return room < 1 ? text : `${[...text].slice(0, room).join('')}${suffix}`
}
