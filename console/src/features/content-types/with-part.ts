import type { Field } from '@dozo/content-model/definition'

/** The field with some of its settings changed; what is undefined is taken away, as the definition knows no empty settings. */
export function withPart(field: Field, part: Partial<Record<keyof Field, unknown>>): Field {
  const all = Object.entries({ ...field, ...part }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(all) as Field
}
