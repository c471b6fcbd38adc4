import type { ContentTypeDefinition, Field } from './definition.ts'
import { labelOf } from './fields/select.ts'
import { issue, type Issue } from './issue.ts'
import { limits } from './limits.ts'
import { localesWithValues, valueIn, type Values } from './values.ts'

const place = /\{([a-z][a-zA-Z0-9_]*)\}/g
const usable = new Set(['text', 'textarea', 'slug', 'number', 'date', 'time', 'select', 'multi_select'])

/** Fields that a template names, each once. */
const namesIn = (template: string): string[] => [
  ...new Set([...template.matchAll(place)].map(([, key]) => key!)),
]

/** Templates that name what is not there, or that ask of all languages at once what each language says for itself. */
export function checkTemplates({ fields }: Pick<ContentTypeDefinition, 'fields'>): Issue[] {
  return fields.flatMap((field, i) => {
    if (field.template === undefined) return []
    const at = `/fields/${i}/template`
    const named = namesIn(field.template)
    if (named.length === 0) return [issue(at, 'template_empty')]
    const sources = fields.filter(({ key }) => named.includes(key))
    const missing = named.filter(
      (key) => !sources.some((source) => source.key === key && usable.has(source.type)),
    )
    if (missing.length > 0) return missing.map((key) => issue(at, 'template_field', { key }))
    const byLanguage = sources.some((source) => source.localized)
    return byLanguage === Boolean(field.localized)
      ? []
      : [issue(`/fields/${i}/localized`, 'template_languages')]
  })
}

/** The values with every computed text as it follows from the others. One by language has a text where one of its fields has its own. */
export function withComputed(definition: ContentTypeDefinition, values: Values): Values {
  const computed = definition.fields.filter((field) => field.template !== undefined)
  if (computed.length === 0) return values
  const full = { ...values }
  for (const field of computed) {
    const names = namesIn(field.template!)
    const sources = definition.fields.filter(({ key }) => names.includes(key))
    const text = field.localized
      ? textsOf(field, sources, definition, values)
      : textIn(field, sources, values, 'ja')
    if (text === undefined) delete full[field.key]
    else full[field.key] = text
  }
  return full
}

function textsOf(field: Field, sources: readonly Field[], definition: ContentTypeDefinition, values: Values) {
  const own = { ...definition, fields: sources.filter((source) => source.localized) }
  const texts = localesWithValues(own, values).flatMap((locale) => {
    const text = textIn(field, sources, values, locale)
    return text === undefined ? [] : [[locale, text] as const]
  })
  return texts.length > 0 ? Object.fromEntries(texts) : undefined
}

/** The text in a language; none where nothing is written that it could tell. */
function textIn(field: Field, sources: readonly Field[], values: Values, locale: string): string | undefined {
  const words = new Map(
    sources.map((source) => [
      source.key,
      start(wordsOf(source, valueIn(source, values, locale, null), locale)),
    ]),
  )
  if (![...words.values()].some(Boolean)) return undefined
  const text = field.template!.replace(place, (_all, key: string) => words.get(key) ?? '')
  return [...text.replace(/\s+/g, ' ').trim()].slice(0, limits.textLength).join('') || undefined
}

/** What of a text can be in the result at most: a template that names a long one a hundred times would not fit into memory. */
const start = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 2 * limits.textLength)

function wordsOf(field: Field, value: unknown, locale: string): string {
  if (value === undefined || value === null) return ''
  if (field.options)
    return [value]
      .flat()
      .map((one) => labelOf(one, field, locale))
      .join(/^ja\b/.test(locale) ? '、' : ', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
