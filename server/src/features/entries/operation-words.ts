import { limits } from '@dozo/content-model/limits'
import type { OperationWords, SettingName } from '#platform/operation-words.ts'

const one = {
  fields: {
    ja: '返す項目（カンマ区切り）。`section.name` で関連先の項目も返します。ないときは、エンドポイントが許す項目すべて。',
    en: 'Fields that are wanted, with commas; `section.name` follows a relation. Left out: all that the endpoint allows.',
  },
  locale: {
    ja: '言語。ないときはエンドポイント、サイトの順に決まります。',
    en: 'Language. Left out: that of the endpoint, or the default one of the site.',
  },
  fallback: {
    ja: '`none` なら、値のない言語を既定の言語で補いません（その言語で公開していないものは含みません）。',
    en: '`none`: the default language does not stand in, and entries that are not public in the language are left out.',
  },
}
const filter = {
  'filter[…]': {
    ja: '絞り込み。`filter[section.slug]=guide`、`filter[date][gte]=2026-01-01`、`filter[or][0][…]`。',
    en: 'Narrows: `filter[section.slug]=guide`, `filter[date][gte]=2026-01-01`, `filter[or][0][…]`.',
  },
}
const sort = {
  sort: {
    ja: `並べ替え。カンマ区切りで${limits.sortKeys}つまで、\`-\` で降順。`,
    en: `Order, up to ${limits.sortKeys} keys with commas, \`-\` for descending.`,
  },
}
const size = {
  'page[size]': {
    ja: `件数。1〜${limits.pageSize}、または \`maxPageSize\` まで。`,
    en: `How many, 1 to ${limits.pageSize} or to \`maxPageSize\`.`,
  },
}
const q = {
  q: { ja: '探す言葉。`"語句"`、`-除く語`。', en: 'Words to look for, `"phrases"`, `-without`.' },
}
const cost = {
  ja: `コストは${limits.queryCost}まで。応答の \`x-query-cost\` で分かります。条件は${limits.filterConditions}個、関連は${limits.hops}段、アドレスの条件は${limits.queryStringLength}文字まで。`,
  en: `A cost of ${limits.queryCost}, told by the header \`x-query-cost\`; ${limits.filterConditions} conditions, ${limits.hops} steps of relations, a query string of ${limits.queryStringLength} characters.`,
}
const reading: SettingName[] = ['type', 'fields', 'filter', 'locale', 'cacheSeconds', 'rights']
const listing: SettingName[] = [...reading, 'filters', 'sorts', 'sort', 'pageSize', 'maxPageSize']
const writing: SettingName[] = ['type', 'fields', 'locale', 'rights']
const known = {
  ja: '認証なしのAPIでは、`own`、`who`、`rights: "caller"` のどれかがあるときだけ使えます。',
  en: 'On an open API only with `own`, `who` or `rights: "caller"`.',
}
const byFields = {
  ja: 'エンドポイントの `fields` にある項目と値。一つの言語の値をそのまま書きます。',
  en: 'The fields that the endpoint names in `fields`, with values of one language.',
}

type Name =
  | `entries.${'list' | 'get' | 'neighbours' | 'aggregate' | 'preview' | 'create' | 'update' | 'delete'}`
  | 'search'
  | 'search.all'

export const operationWords: Record<Name, OperationWords> = {
  'entries.list': {
    does: {
      ja: '公開中のコンテンツの一覧を返します。`meta.page.next` を `page[after]` に渡すと続きを返します。',
      en: 'A page of what is live. `meta.page.next` goes into `page[after]` for the next page.',
    },
    settings: listing,
    parameters: {
      ...filter,
      ...sort,
      ...size,
      'page[after]': { ja: '続きの位置。', en: 'Where the page begins.' },
      count: {
        ja: '`exact` は件数を数えます。`estimated` は1,000件を超えると、おおよその件数です。',
        en: '`exact` counts; `estimated` is about right beyond 1,000.',
      },
      ...one,
    },
    limits: cost,
    problems: { bad_query: 400 },
  },
  'entries.get': {
    does: {
      ja: '公開中のコンテンツを一件返します。パスは id かキーです。',
      en: 'One live entry, by id or by key.',
    },
    settings: reading,
    parameters: one,
    problems: { bad_query: 400, not_found: 404, moved: 404 },
  },
  'entries.neighbours': {
    does: {
      ja: '一覧のなかで前と後ろにあるコンテンツを返します。並べ替えと絞り込みは一覧と同じものを指定します。端では `null` です。',
      en: 'What stands before and after an entry in a list, asked with the order and filter of that list; `null` at its ends.',
    },
    settings: [...reading, 'filters', 'sorts', 'sort'],
    parameters: { ...filter, ...sort, ...one },
    limits: cost,
    problems: { bad_query: 400, not_found: 404 },
  },
  'entries.aggregate': {
    does: {
      ja: '公開中のコンテンツを、共通の値ごとに数えます。数値の最小・最大・合計・平均も返します。',
      en: 'Counts what is live by what it has in common, with the least, most, sum and mean of numbers.',
    },
    settings: [...reading, 'filters', 'pageSize', 'maxPageSize'],
    parameters: {
      group: {
        ja: `まとめる項目。${limits.groups}つまで。日付は \`date:year\`・\`:month\`・\`:day\`。ないときは全体を数えます。`,
        en: `What to count by, up to ${limits.groups}; dates with a unit, \`date:year\`, \`:month\`, \`:day\`. Left out: everything together.`,
      },
      min: { ja: '最小値を求める項目。', en: 'Fields whose least value is wanted.' },
      max: { ja: '最大値を求める項目。', en: 'Fields whose largest value is wanted.' },
      sum: { ja: '合計を求める項目。', en: 'Fields that are added up.' },
      avg: { ja: '平均を求める項目。', en: 'Fields whose mean is wanted.' },
      sort: {
        ja: '`count`、`-count`（指定のないとき）、またはまとめる項目。',
        en: '`count`, `-count` (left out) or a group.',
      },
      ...filter,
      ...size,
      locale: one.locale,
      fallback: one.fallback,
    },
    limits: {
      ja: `まとめる項目は${limits.groups}つ、最小・最大・合計・平均は合わせて${limits.measures}つまで。${cost.ja}`,
      en: `${limits.groups} groups, ${limits.measures} of \`min\`, \`max\`, \`sum\` and \`avg\`. ${cost.en}`,
    },
    problems: { bad_query: 400 },
  },
  'entries.preview': {
    does: {
      ja: 'プレビューのトークンを持つ人に、編集中の内容を返します。応答は保存されません。',
      en: 'The working copy of an entry, for whoever has a preview token. The answer is kept nowhere.',
    },
    callers: {
      ja: '`POST /manage/v1/sites/{site}/entries/{id}/preview` で発行したトークンを持つ人。',
      en: 'Whoever has a token from `POST /manage/v1/sites/{site}/entries/{id}/preview`.',
    },
    settings: ['type', 'fields', 'rights'],
    parameters: {
      token: { ja: 'プレビューのトークン。必須です。', en: 'The preview token. Required.' },
      fields: one.fields,
      fallback: one.fallback,
    },
    limits: {
      ja: 'トークンは一つのコンテンツの一つの言語のもので、期限は1日、長くて7日です。発行した人が読めない項目は返しません。',
      en: 'A token is for one entry in one language, for a day and at most seven. Fields that its maker may not read stay away.',
    },
    problems: { bad_query: 400, not_found: 404 },
  },
  search: {
    does: {
      ja: '一つの定義の公開中のコンテンツを検索し、よく合うものから返します。`meta.hits` に抜粋があります。',
      en: 'Searches what is live of one type, best hits first. `meta.hits` holds a snippet of each.',
    },
    settings: [...reading, 'filters', 'pageSize', 'maxPageSize'],
    parameters: {
      ...q,
      facets: {
        ja: `検索結果を値ごとに数える項目。${limits.facets}つまで。`,
        en: `Fields of which the hits are counted by value, up to ${limits.facets}.`,
      },
      ...filter,
      ...size,
      ...one,
    },
    limits: cost,
    problems: { bad_query: 400 },
  },
  'search.all': {
    does: {
      ja: '複数の定義をまとめて検索します。応答は定義・id・キー・番号・題名・公開日時です。',
      en: 'Searches several types at once and answers with type, id, key, number, title and moment of publication.',
    },
    settings: ['types', 'locale', 'pageSize', 'maxPageSize', 'cacheSeconds', 'rights'],
    parameters: { ...q, ...size, locale: one.locale },
    limits: { ja: '定義は20まで。', en: '20 types.' },
    problems: { bad_query: 400 },
  },
  'entries.create': {
    does: {
      ja: 'コンテンツを作ります。`publish` がなければ下書きになり、公開するまで読者には見えません。',
      en: 'Makes an entry: a draft that no reader sees, unless the endpoint says `publish`.',
    },
    settings: [...writing, 'publish'],
    parameters: { locale: one.locale },
    body: byFields,
    limits: {
      ja: '認証なしのAPIでは、`rateLimit` がなければ1分に20回までです。',
      en: 'On an open API 20 calls a minute, unless `rateLimit` says otherwise.',
    },
    problems: { invalid: 422, idempotency_key_reused: 422, too_many_requests: 429 },
  },
  'entries.update': {
    does: {
      ja: '項目の値を変えます。`publish` があり、公開中で未公開の変更がなければ、その言語をすぐに公開します。',
      en: 'Changes fields. With `publish`, what is live and has no waiting changes is published in that language at once.',
    },
    callers: known,
    settings: [...writing, 'publish', 'own'],
    parameters: { locale: one.locale },
    body: byFields,
    problems: { invalid: 422, not_found: 404, version_moved: 412 },
  },
  'entries.delete': {
    does: {
      ja: 'コンテンツをゴミ箱に移します。ほかのコンテンツから参照されていれば断ります。',
      en: 'Moves an entry to the trash. Refused while other content refers to it.',
    },
    callers: known,
    settings: ['type', 'rights', 'own'],
    parameters: {},
    problems: { not_found: 404, entry_in_use: 409, version_moved: 412 },
  },
}
