/** Every limit of models, values and queries. Lengths in characters, sizes in bytes, the rest are counts. */
export const limits = {
  fields: 200,
  allFields: 1000,
  nesting: 4,
  blockKindsPerSite: 200,
  options: 500,
  localesPerSite: 50,
  textLength: 2000,
  longTextLength: 1_000_000,
  patternLength: 500,
  repeatItems: 500,
  relations: 500,
  tableRows: 500,
  tableColumns: 50,
  jsonBytes: 262_144,
  jsonDepth: 20,
  richTextNodes: 20_000,
  richTextDepth: 30,
  filterDepth: 6,
  filterConditions: 40,
  filterNodes: 120,
  filterListLength: 200,
  filterValueLength: 1000,
  hops: 3,
  selectedFields: 200,
  sortKeys: 3,
  groups: 2,
  facets: 5,
  measures: 8,
  pageSize: 100,
  pageSizeDefault: 20,
  queryCost: 200,
  queryStringLength: 8192,
  /** How much of a CSV or NDJSON is looked at before it is imported. */
  importPreviewBytes: 1_048_576,
  /** How long what was deleted can be had back. */
  trashDays: 30,
} as const

/** What each part of a query costs against `limits.queryCost`. */
export const costs = {
  condition: 1,
  hop: 10,
  contains: 25,
  relationLevel: 10,
  group: 25,
  measure: 5,
} as const
