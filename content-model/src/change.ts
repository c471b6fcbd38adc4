import type { ContentTypeDefinition, Field } from './definition.ts'
import { ordered } from './ordered.ts'

/** One difference between two definitions. Destructive: values that exist may be lost or stop fitting. */
export type Step = {
  kind: 'add' | 'remove' | 'change'
  path: string
  destructive: boolean
  code: string
  params: Record<string, string | number | boolean>
}

const step = (
  kind: Step['kind'],
  key: string,
  code: string,
  destructive: boolean,
  params: Step['params'] = {},
): Step => ({
  kind,
  path: key,
  destructive,
  code,
  params: { field: key, ...params },
})

/** The steps from one definition to the next, for people to read before they agree. */
export function planChange(before: ContentTypeDefinition, after: ContentTypeDefinition): Step[] {
  const removed = before.fields.filter((field) => !after.fields.some((other) => other.key === field.key))
  const added = after.fields.filter((field) => !before.fields.some((other) => other.key === field.key))
  const kept = after.fields.flatMap((field) => {
    const old = before.fields.find((other) => other.key === field.key)
    return old ? changesOf(old, field) : []
  })
  return [
    ...removed.map((field) => step('remove', field.key, 'field_removed', true)),
    ...added.map((field) =>
      step('add', field.key, field.required ? 'field_added_required' : 'field_added', false),
    ),
    ...kept,
    ...(same(before.rules ?? [], after.rules ?? []) ? [] : [step('change', 'rules', 'rules_changed', false)]),
    ...(before.kind === after.kind
      ? []
      : [
          step('change', 'kind', 'kind_changed', before.kind === 'tree', {
            before: before.kind,
            after: after.kind,
          }),
        ]),
    ...(before.titleField === after.titleField
      ? []
      : [
          step('change', 'titleField', 'title_field_changed', false, {
            before: before.titleField ?? '',
            after: after.titleField ?? '',
          }),
        ]),
    ...(['ordered', 'maxEntries'] as const)
      .filter((part) => before[part] !== after[part])
      .map((part) =>
        step('change', part, part === 'ordered' ? 'ordered_changed' : 'max_entries_changed', false, {
          before: String(before[part] ?? '–'),
          after: String(after[part] ?? '–'),
        }),
      ),
    ...(before.keyField === after.keyField
      ? []
      : [
          step('change', 'keyField', 'key_field_changed', true, {
            before: before.keyField ?? '',
            after: after.keyField ?? '',
          }),
        ]),
  ]
}

function changesOf(before: Field, after: Field): Step[] {
  const { key } = after
  if (before.type !== after.type) {
    const widened = widenings[before.type]?.includes(after.type) ?? false
    return [step('change', key, 'type_changed', !widened, { before: before.type, after: after.type })]
  }
  const options = (before.options ?? []).filter(
    (old) => !after.options?.some((option) => option.value === old.value),
  )
  const targets = (before.to ?? []).filter((old) => !after.to?.includes(old))
  return [
    ...(Boolean(before.localized) === Boolean(after.localized)
      ? []
      : [step('change', key, after.localized ? 'became_localized' : 'became_shared', !after.localized)]),
    ...options.map((option) => step('change', key, 'option_removed', true, { value: option.value })),
    ...(!before.unique && after.unique ? [step('change', key, 'became_unique', true)] : []),
    ...(!before.required && after.required ? [step('change', key, 'became_required', false)] : []),
    ...(Boolean(before.many) === Boolean(after.many)
      ? []
      : [step('change', key, after.many ? 'became_many' : 'became_one', !after.many)]),
    ...(narrower(before, after) ? [step('change', key, 'limits_narrowed', false)] : []),
    ...(Boolean(before.filterable) === Boolean(after.filterable)
      ? []
      : [step('change', key, 'index_changed', false)]),
    ...(JSON.stringify(before.searchable) === JSON.stringify(after.searchable)
      ? []
      : [step('change', key, 'search_changed', false)]),
    ...(Boolean(before.neverDelivered) === Boolean(after.neverDelivered) &&
    (before.delivered ?? 'value') === (after.delivered ?? 'value')
      ? []
      : [step('change', key, 'delivery_changed', false)]),
    ...targets.map((target) => step('change', key, 'target_removed', false, { type: target })),
    ...(words(before) === words(after) ? [] : [step('change', key, 'words_changed', false)]),
    ...(same([before.showIf, before.requireIf], [after.showIf, after.requireIf])
      ? []
      : [step('change', key, 'conditions_changed', false)]),
    ...(before.template === after.template ? [] : [step('change', key, 'template_changed', false)]),
    ...(same(before.of, after.of) ? [] : [step('change', key, 'reverse_changed', false)]),
    ...(before.fields && after.fields ? innerSteps(before.fields, after.fields, key) : []),
    ...kindSteps(before, after),
  ]
}

/** Types whose every value is also a value of another type, just as it is kept. */
const widenings: Partial<Record<Field['type'], readonly Field['type'][]>> = {
  text: ['textarea', 'markdown', 'html'],
  textarea: ['markdown', 'html'],
  markdown: ['textarea', 'html'],
  html: ['textarea', 'markdown'],
  slug: ['text', 'textarea', 'markdown'],
  time: ['text', 'textarea', 'markdown'],
  counter: ['number'],
  color: ['text', 'textarea', 'markdown'],
  // Not tables: a large one is more than a JSON field takes.
  link: ['json'],
  location: ['json'],
  computed: ['text', 'textarea', 'markdown', 'html'],
  select: ['text', 'textarea', 'markdown'],
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(ordered(one ?? null)) === JSON.stringify(ordered(other ?? null))

const words = ({ name, help, note, placeholder, default: start }: Partial<Field>) =>
  JSON.stringify([name, help, note, placeholder, start].map((one) => ordered(one) ?? null))

const narrower = (before: Field, after: Field): boolean =>
  (after.maxLength ?? Infinity) < (before.maxLength ?? Infinity) ||
  (after.minLength ?? 0) > (before.minLength ?? 0) ||
  (after.max ?? Infinity) < (before.max ?? Infinity) ||
  (after.min ?? -Infinity) > (before.min ?? -Infinity) ||
  (after.integer === true && !before.integer) ||
  (after.pattern !== undefined && after.pattern !== before.pattern) ||
  (after.format !== undefined && after.format !== before.format)

function innerSteps(before: Field[], after: Field[], at: string): Step[] {
  const as = (fields: Field[]): ContentTypeDefinition => ({
    key: 'x',
    name: { ja: at, en: at },
    kind: 'plain',
    fields,
  })
  return planChange(as(before), as(after)).map((inner) => ({ ...inner, path: `${at}.${inner.path}` }))
}

function kindSteps(before: Field, after: Field): Step[] {
  const { key } = after
  const [old, fresh] = [before.kinds ?? [], after.kinds ?? []]
  const named = (kind: { key: string }) => ({ kind: kind.key })
  return [
    ...old
      .filter((kind) => !fresh.some((other) => other.key === kind.key))
      .map((kind) => step('change', key, 'block_kind_removed', true, named(kind))),
    ...fresh.flatMap((kind) => {
      const was = old.find((other) => other.key === kind.key)
      if (!was) return [step('change', key, 'block_kind_added', false, named(kind))]
      const renamed = words(was) === words(kind) ? [] : [step('change', key, 'words_changed', false)]
      return [...renamed, ...innerSteps(was.fields, kind.fields, `${key}.${kind.key}`)]
    }),
  ]
}
