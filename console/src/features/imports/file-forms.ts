/** Forms of files, by what their names end with. */
export const formOf = (name: string): 'ndjson' | 'csv' | 'xlsx' =>
  /\.csv$/i.test(name) ? 'csv' : /\.xlsx$/i.test(name) ? 'xlsx' : 'ndjson'

export const encodings = ['utf-8', 'cp932'] as const
export type Encoding = (typeof encodings)[number]
