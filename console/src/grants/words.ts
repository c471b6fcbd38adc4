import type { ContentType, Grant, Permission } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import type { TFunction } from 'i18next'
import { comparisonOf, type Comparison } from '../conditions/comparisons.ts'
import { rowsOf } from '../conditions/grammar.ts'
import { grants } from '../locales/grants.ts'
import { isPlain } from './coverage.ts'
import type { Change } from './difference.ts'

type Named = (words: { ja: string; en: string }) => string
type Known = {
  t: TFunction<'grants'>
  language: string
  named: Named
  compare: (comparison: Comparison, field: Field | undefined) => string
  types: readonly ContentType[]
  permissions: readonly Permission[]
  /** Fields that conditions may ask about. */
  fieldsOf: (type: ContentType) => readonly Field[]
}
export type GrantWords = ReturnType<typeof grantWords>

const withLargeBeginning = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const withSmallBeginning = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text

/** Sentences about grants, from what is known of types and permissions; what is not known stays under its own name. */
export function grantWords({ t, language, named, compare, types, permissions, fieldsOf }: Known) {
  const list = (items: readonly string[]) => new Intl.ListFormat(language).format(items)
  const typeName = (key: string) => {
    const type = types.find((one) => one.key === key)
    return type ? named(type.name) : key
  }
  const label = (name: string) => {
    const permission = permissions.find((one) => one.name === name)
    return permission ? named(permission.label) : name
  }
  const fieldsIn = (keys: readonly string[] | undefined): Field[] => [
    ...new Map(
      types
        .filter((type) => !keys || keys.includes(type.key))
        .flatMap((type) => [...fieldsOf(type), ...(type.fields as Field[])])
        .map((field) => [field.key, field]),
    ).values(),
  ]

  /** “edit News and Columns”, “see members”. */
  function act(permission: string, keys?: readonly string[], toCome = keys === undefined): string {
    if (permission === '*') return t('everything')
    const verb = `verb.${permission}`
    if (!(verb in grants.ja)) return t('quoted', { label: withSmallBeginning(label(permission)) })
    const all = toCome && (keys === undefined || types.every((type) => keys.includes(type.key)))
    const places = [...(keys ?? []).map(typeName), ...(toCome ? [t('toCome')] : [])]
    return t('ofTypes', { verb: t(verb as 'verb.entries.read'), types: all ? t('everyType') : list(places) })
  }

  const valueText = (value: unknown, field: Field | undefined): string => {
    if (Array.isArray(value)) return list(value.map((one) => valueText(one, field)))
    const option = field?.options?.find((one) => one.value === value)
    return option ? named(option.name) : typeof value === 'object' ? JSON.stringify(value) : String(value)
  }

  /** A condition as one reads it; as it is written, when it says more than a row can. */
  function condition(written: unknown, keys: readonly string[] | undefined): string {
    const fields = fieldsIn(keys)
    const rows = rowsOf(written, fields)
    if (!rows) return JSON.stringify(written)
    return rows.rows
      .map((row) => {
        const field = fields.find((one) => one.key === row.path)
        const value = row.op === 'exists' ? '' : valueText(row.value, field)
        return [field ? named(field.name) : row.path, compare(comparisonOf(row), field), value]
          .join(' ')
          .trim()
      })
      .join(` ${t(rows.match === 'any' ? 'or' : 'and')} `)
  }

  /** One grant with all its limits. */
  function grant(one: Grant): string {
    const what = act(one.permission, one.types)
    if (isPlain(one)) return what
    const fields = one.fields?.map((key) => {
      const field = fieldsIn(one.types).find((known) => known.key === key)
      return field ? named(field.name) : key
    })
    const limits = [
      ...(one.own ? [t('limitOwn')] : []),
      ...(one.condition === undefined
        ? []
        : [t('limitCondition', { condition: condition(one.condition, one.types) })]),
      ...(fields ? [t('limitFields', { fields: list(fields) })] : []),
    ]
    return t('partly', { act: what, limits: limits.join(t('limitJoin')) })
  }

  /** The same, where it stands alone. */
  const line = (one: Grant): string => withLargeBeginning(grant(one))

  /** What a change means to the members of a group. */
  function sentence(change: Change, group: string): string {
    switch (change.kind) {
      case 'gainedEverything':
      case 'lostEverything':
        return t(change.kind, { group })
      case 'gainedPart':
        return t('gained', { group, act: grant(change.grant) })
      case 'lostPart':
        return t('lost', { group, act: grant(change.grant) })
      default:
        return t(change.kind, { group, act: act(change.permission, change.types, change.toCome) })
    }
  }

  return { label, typeName, grant, line, sentence, fieldsIn }
}
