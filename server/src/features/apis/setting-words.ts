import type { SettingName } from '#platform/operation-words.ts'
import type { Words } from '#platform/words.ts'

/** What the reference says of each setting of an endpoint. */
export const settingWords: Record<SettingName, Words> = {
  type: { ja: 'コンテンツ定義のキー。', en: 'Key of the content type.' },
  types: { ja: '`search.all` が探す定義。', en: 'Of `search.all`: the types it looks through.' },
  fields: {
    ja: '読むエンドポイントでは返してよい項目（`section.name` のように関連もたどれます）。ないときは読者に見える項目すべて。書くエンドポイントでは書ける項目で、必須です。',
    en: 'Reading: fields that may be answered, `section.name` included; left out, all that readers may see. Writing: fields that may be written; required.',
  },
  filters: {
    ja: '呼び出す人が絞り込める項目。ないときは `fields` と同じ。',
    en: 'Fields that callers may filter by. Left out: those of `fields`.',
  },
  sorts: {
    ja: '呼び出す人が並べ替えられる項目。ないときは `fields` と同じ。',
    en: 'Fields that callers may sort by. Left out: those of `fields`.',
  },
  filter: {
    ja: '固定の絞り込み。呼び出す人は外せません。',
    en: 'A fixed filter that no caller can lift.',
  },
  sort: {
    ja: '指定のないときの並び。ないときは公開日時の新しい順、手で並べる定義ではその順。',
    en: 'Order when none is asked for. Left out: newest publication first, or the order made by hand.',
  },
  pageSize: { ja: '指定のないときの件数。ないときは20。', en: 'Page size when none is asked for: 20.' },
  maxPageSize: {
    ja: '呼び出す人が指定できる件数の上限。ないときは100。',
    en: 'Largest page that may be asked for: 100.',
  },
  locale: {
    ja: '指定のないときの言語。ないときはサイトの既定の言語。',
    en: 'Language when none is asked for. Left out: the default one of the site.',
  },
  cacheSeconds: {
    ja: '応答をキャッシュに置く秒数。ないときは60、`0` なら置きません。内容が変わると、すぐに捨てます。',
    en: 'Seconds that an answer is kept: 60; `0` keeps nothing. A change of what it shows throws it away at once.',
  },
  rights: {
    ja: '`endpoint`（ないときはこれ）なら、呼び出せる人はエンドポイントの許すものを得ます。`caller` なら、その人の権限が及ぶものだけです。',
    en: '`endpoint` (left out): whoever may call gets what the endpoint allows. `caller`: only what their own grants cover.',
  },
  who: {
    ja: '`{}` ならログイン中のメンバーだけ、`{"groups": […]}` ならそのグループのメンバーだけが呼び出せます。',
    en: '`{}`: signed-in members only; `{"groups": […]}`: members of these groups.',
  },
  publish: {
    ja: '書いた内容をすぐに公開します。ないときは下書きです。',
    en: 'What is written is public at once. Left out: a draft.',
  },
  own: {
    ja: '自分が作ったコンテンツだけを変え、削除できます。`rights: "caller"` とは組み合わせられません。',
    en: 'Members change and delete only what they have made. Not together with `rights: "caller"`.',
  },
  rateLimit: {
    ja: '`{"calls": 5, "seconds": 60}` なら、一人の呼び出しは60秒に5回まで。',
    en: '`{"calls": 5, "seconds": 60}`: five calls of one caller in 60 seconds.',
  },
  deprecated: {
    ja: '`{"since", "sunset", "successor"}`。使わないことを、ヘッダーとリファレンスで呼び出す人に知らせます。',
    en: '`{"since", "sunset", "successor"}`: callers are told in headers and in the reference.',
  },
}
