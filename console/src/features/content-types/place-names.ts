import type { BlockKind, ContentTypeDefinition, Field } from '@dozo/content-model/definition'
import { isUse } from '@dozo/content-model/shared-kinds'
import type { TFunction } from 'i18next'
import type { NameOf } from '../../ui/place-names.ts'

type Said = TFunction<['contentTypes', 'shell']>
type Named = (words: { ja: string; en: string }) => string

/** Words that stand at the inputs, by the last part of a pointer. */
const own = {
  key: 'key',
  kind: 'kind',
  titleField: 'titleField',
  keyField: 'keyField',
  maxEntries: 'maxEntries',
  ordered: 'ordered',
  fields: 'fields',
  rules: 'rules',
} as const
const ofRule = { if: 'ruleIf', must: 'ruleMust', path: 'rulePath' } as const
const ofField = {
  key: 'fieldKey',
  type: 'kind',
  required: 'flag.required',
  unique: 'flag.unique',
  localized: 'flag.localized',
  filterable: 'flag.filterable',
  searchable: 'flag.searchable',
  neverDelivered: 'flag.neverDelivered',
  showIf: 'option.showIf',
  requireIf: 'option.requireIf',
  format: 'option.format',
  pattern: 'option.pattern',
  minLength: 'option.minLength',
  maxLength: 'option.maxLength',
  min: 'option.min',
  max: 'option.max',
  integer: 'option.integer',
  to: 'option.to',
  many: 'option.many',
  delivered: 'option.deliveredBoth',
  template: 'option.template',
  of: 'option.ofType',
  suggest: 'option.suggestType',
  default: 'option.default',
  options: 'option.options',
  kinds: 'option.kinds',
  fields: 'fields',
} as const
/** Of everything but numbers, the least and most are counts. */
const ofCounts = { ...ofField, min: 'option.minCount', max: 'option.maxCount' } as const
const inLanguages = {
  name: 'nameIn',
  help: 'helpIn',
  note: 'noteIn',
  placeholder: 'placeholderIn',
  message: 'ruleMessageIn',
} as const

type Setting =
  | (typeof own)[keyof typeof own]
  | (typeof ofRule)[keyof typeof ofRule]
  | (typeof ofField)[keyof typeof ofField]
  | (typeof ofCounts)['min' | 'max']
  | 'kindKey'
  | 'choiceValue'

/**
 * Where a pointer into a definition leads, in the words of its editor: `/fields/3/showIf` is “Address › Shown when”. What is not
 * known stays in the pointer's own words; nothing when none of it is known.
 */
export function definitionPlaces(definition: ContentTypeDefinition, t: Said, named: Named): NameOf {
  const look = <K extends string>(words: Record<string, K>, key: string | undefined): K | undefined =>
    key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined

  /** A text in both languages, or a setting by its word. */
  function end(parts: string[], words: Record<string, Setting>): string[] | undefined {
    const [first, second, ...rest] = parts
    const texts = look(inLanguages, first)
    if (texts && (second === 'ja' || second === 'en'))
      return [t(texts, { language: t(second === 'ja' ? 'shell:japanese' : 'shell:english') })]
    if (first === 'name') return [t('name')]
    if (second === 'field' && (first === 'of' || first === 'suggest')) return [t(`option.${first}Field`)]
    const word = look(words, first)
    return word && [t(word), ...(second === undefined ? [] : [second, ...rest])]
  }

  function inField(field: Field, parts: string[]): string[] {
    const name = named(field.name) || field.key
    const [first, second, ...rest] = parts
    const at = Number(second)
    const inner =
      (first === 'fields' && field.fields && inList(field.fields, parts.slice(1))) ||
      (first === 'kinds' && field.kinds?.[at] && inKind(field.kinds[at], rest)) ||
      (first === 'options' &&
        second !== undefined && [
          t('choice', { number: at + 1 }),
          ...(end(rest, { value: 'choiceValue' }) ?? rest),
        ])
    return [name, ...(inner || (end(parts, field.type === 'number' ? ofField : ofCounts) ?? parts))]
  }

  function inKind(kind: BlockKind, parts: string[]): string[] {
    // A shared one is only named here, and only that can be wrong.
    if (isUse(kind)) return [t('option.kinds'), kind.use]
    const name = named(kind.name) || kind.key
    const inner = parts[0] === 'fields' && inList(kind.fields, parts.slice(1))
    return [name, ...(inner || (end(parts, { key: 'kindKey' }) ?? parts))]
  }

  function inList(fields: readonly Field[], [at, ...parts]: string[]): string[] | undefined {
    const field = fields[Number(at)]
    return field && inField(field, parts)
  }

  return (path) => {
    const parts = path.split('/').slice(1)
    const [first, second, ...rest] = parts
    const found =
      second === undefined || first === 'name'
        ? end(parts, own)
        : first === 'fields'
          ? inList(definition.fields, [second, ...rest])
          : first === 'rules'
            ? [t('rule', { number: Number(second) + 1 }), ...(end(rest, ofRule) ?? rest)]
            : undefined
    return found?.join(' › ')
  }
}
