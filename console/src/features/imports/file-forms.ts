/** Forms of files, as a call names them. */
export const forms = {
  csv: { format: 'csv', encoding: 'utf-8' },
  cp932: { format: 'csv', encoding: 'cp932' },
  xlsx: { format: 'xlsx' },
  ndjson: { format: 'ndjson' },
} as const
export type FormName = keyof typeof forms
export const formNames = Object.keys(forms) as FormName[]

export const formNamed = (form: { format: 'csv' | 'xlsx' | 'ndjson'; encoding?: string | null }): FormName =>
  form.format === 'csv' && form.encoding === 'cp932' ? 'cp932' : form.format
