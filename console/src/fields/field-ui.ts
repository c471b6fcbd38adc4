import type { Field } from '@dozo/content-model/definition'

export type InputProps = {
  field: Field
  /** Undefined is empty. */
  value: unknown
  onChange: (value: unknown) => void
  label: string
  description?: string | undefined
  /** An example, shown while nothing is written. */
  placeholder?: string | undefined
  /** What is wrong with the value as a whole. */
  error?: string | undefined
  disabled: boolean
  /** Language of the text, for fields that have one value per language. */
  lang?: string | undefined
  /** Pointer of the value in the entry, `/values/title/ja`. */
  path: string
  /** All messages of the form by pointer, for what lies within. */
  errors: Record<string, string>
}

/** What an input of one box takes as it comes: how it is named, marked and explained. */
export const shownAs = ({ field, label, description, placeholder, error, disabled, lang }: InputProps) => ({
  label,
  description,
  placeholder,
  error,
  disabled,
  lang,
  withAsterisk: field.required === true,
  'aria-required': field.required === true || undefined,
})

export type ViewProps = { field: Field; value: unknown }
