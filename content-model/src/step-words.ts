// The steps of a plan as people read them: what a step names by its key is called as they call it.
import type { Step } from './change.ts'
import type { BlockKind, ContentTypeDefinition, Field, Words } from './definition.ts'
import { fieldTypeNames } from './field-names.ts'
import { typeOf } from './fields/index.ts'
import { messages } from './messages.ts'

type Definitions = { before: ContentTypeDefinition; after: ContentTypeDefinition }
type Language = keyof Words
type Called = { name: Words; field?: Field | undefined; kind?: BlockKind | undefined }

const settings: Record<string, Words> = {
  plain: { ja: '通常', en: 'Plain' },
  single: { ja: '単一', en: 'Single' },
  tree: { ja: 'ツリー', en: 'Tree' },
  manual: { ja: '手で並べる', en: 'by hand' },
}
const none: Words = { ja: 'なし', en: 'none' }
const byItself: Words = { ja: '自動', en: 'by itself' }

/** The step in words, with the names that fields, choices and kinds of blocks had before, or have then. */
export function sayStep(step: Step, { before, after }: Definitions, language: Language): string {
  const way = wayTo(step.path, before) ?? wayTo(step.path, after)
  const field = way?.map(({ name }) => name[language]).join(' › ')
  const params = {
    ...step.params,
    ...(field ? { field } : {}),
    ...named(step, before, language, way?.at(-1)?.field),
  }
  const words = messages[step.code]?.[language] ?? step.code
  return words.replace(/\{(\w+)\}/g, (_all, name: string) =>
    String(params[name as keyof typeof params] ?? ''),
  )
}

/** `body.quote.text`: the field, the kind of blocks in it, the field of that kind. */
function wayTo(path: string, { fields }: { fields: readonly Field[] }): Called[] | undefined {
  const [first, ...rest] = path.split('.')
  const field = fields.find(({ key }) => key === first)
  if (!field) return undefined
  const own = { name: field.name, field }
  if (rest.length === 0) return [own]
  const kind = field.kinds?.find(({ key }) => key === rest[0])
  const inner = kind
    ? rest.length === 1
      ? []
      : wayTo(rest.slice(1).join('.'), kind)
    : wayTo(rest.join('.'), { fields: field.fields ?? [] })
  return inner && [own, ...(kind ? [{ name: kind.name }] : []), ...inner]
}

/** What the other places of a step's words are called. */
function named(
  { code, params }: Step,
  { fields }: ContentTypeDefinition,
  language: Language,
  field: Field | undefined,
): Record<string, string> {
  const isType = (key: unknown): key is Field['type'] => fieldTypeNames.some((name) => name === key)
  const call = (key: unknown): string => {
    if (key === '' || key === '–') return (code === 'ordered_changed' ? byItself : none)[language]
    if (code === 'type_changed' && isType(key)) return typeOf({ type: key }).label[language]
    const other = fields.find((one) => one.key === key)
    const own = code.endsWith('_field_changed') ? other?.name : settings[String(key)]
    return own?.[language] ?? String(key)
  }
  const { before, after, value, kind } = params
  const choice = field?.options?.find((one) => one.value === value)
  const block = field?.kinds?.find((one) => one.key === kind)
  return {
    ...(before === undefined ? {} : { before: call(before), after: call(after) }),
    ...(choice ? { value: choice.name[language] } : {}),
    ...(block ? { kind: block.name[language] } : {}),
  }
}
