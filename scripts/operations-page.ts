// The reference page of endpoint operations: words from the code, calls and answers from a server that was asked.
import { features } from '../server/src/app.ts'
import { settingWords } from '../server/src/features/apis/setting-words.ts'
import type { OperationWords, SettingName } from '../server/src/platform/operation-words.ts'
import { wordsOf } from '../server/src/platform/http/problems.ts'
import type { Words } from '../server/src/platform/words.ts'
import type { Example } from './operation-examples.ts'
import type { Call } from './operation-plans.ts'
import { page, table } from './reference-pages.ts'

const texts = wordsOf(features)
const code = (text: string) => `\`${text}\``
const both = ({ ja, en }: Words) => `${en}\n\n${ja}`
const list = (names: readonly string[]) => names.map(code).join(', ')

const everywhere: SettingName[] = ['who', 'rateLimit', 'deprecated']
const ofAll: Record<string, number> = {
  sign_in_required: 401,
  bad_token: 401,
  session_ended: 401,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  unknown_host: 421,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
}

/** Ids, moments and tokens differ from run to run: ids get small numbers in the order in which they come, the rest one word. */
function steady(text: string): string {
  const ids: string[] = []
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, (id) => {
      if (!ids.includes(id)) ids.push(id)
      return `019ac0de-0000-7000-8000-${String(ids.indexOf(id) + 1).padStart(12, '0')}`
    })
    .replace(/dozo_(session|preview)_[\w.-]{10,}/g, 'dozo_$1_…')
    .replace(/\b20\d\d-\d\d-\d\dT[\d:.]+Z/g, '2026-11-24T05:00:00.000Z')
    .replace(/("next": ")[^"]+/g, '$1…')
    .replace(/("score": )[\d.]+/g, '$11.23')
    .replace(/("etag": ")[^\n]+"/g, '$1…"')
    .replace(/("requestId": ")[^"]+/g, '$1…')
}

function shownCall({ method, path, body, headers = {} }: Call): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', '', JSON.stringify(body)]),
  ]
  return `\`\`\`http\n${lines.join('\n').replaceAll('{password}', '…').replaceAll('{token}', 'dozo_session_…')}\n\`\`\``
}

function shownAnswer({ status, body }: Example['answer']): string {
  return body === undefined || body === ''
    ? `Status ${status}, no body. 状態 ${status}、本文はありません。`
    : `Status ${status}. 状態 ${status}。\n\n\`\`\`json\n${JSON.stringify(body, null, 2)}\n\`\`\``
}

const problemRows = (codes: Readonly<Record<string, number>>) =>
  Object.entries(codes).map(([name, status]) => [
    String(status),
    code(name),
    texts[name]!.en,
    texts[name]!.ja,
  ])
const problemTable = (codes: Readonly<Record<string, number>>) =>
  table(['status', 'code', 'English', '日本語'], problemRows(codes))

const parameterTable = (parameters: OperationWords['parameters']) =>
  table(
    ['parameter パラメーター', 'English', '日本語'],
    Object.entries(parameters).map(([name, { en, ja }]) => [code(name), en, ja]),
  )

const part = (title: string, text: string | undefined) => (text ? [`### ${title}\n\n${text}`] : [])

function section(operation: (typeof features)[number]['operations'][number], example: Example): string {
  const { name, label, method, reference: own, places, cacheable } = operation
  const path = places.length > 0 ? places.map((place) => `/…/{${place}}`).join(' | ') : '/…'
  const facts = [
    `${method} ${path}`,
    ...(method === 'GET' ? ['Accept: text/csv'] : method === 'POST' ? ['Idempotency-Key'] : ['If-Match']),
    ...(cacheable ? ['cacheSeconds'] : ['no-store']),
  ]
  return [
    `## ${code(name)}: ${label.en} / ${label.ja}`,
    both(own.does),
    list(facts),
    ...part('Who may call / 呼び出せる人', own.callers && both(own.callers)),
    ...part('Settings / 設定', list([...own.settings, ...everywhere])),
    ...part(
      'Parameters / パラメーター',
      Object.keys(own.parameters).length > 0 ? parameterTable(own.parameters) : undefined,
    ),
    ...part('Body / 本文', own.body && both(own.body)),
    ...part('Limits / 上限', own.limits && both(own.limits)),
    ...part('Problems of its own / この操作のエラー', problemTable(own.problems)),
    `### Example / 例`,
    `Endpoint エンドポイント: ${code(JSON.stringify(example.endpoint))}`,
    shownCall(example.call),
    steady(shownAnswer(example.answer)),
  ].join('\n\n')
}

const batch = (example: Example) =>
  [
    '## `batch`: Several calls at once / まとめた呼び出し',
    both({
      en: 'Every API has `POST /api/{api}/batch`: up to 20 calls, each admitted, counted and answered as if it had come alone. It is no transaction. No endpoint makes it. `sessions.login`, `sessions.refresh` and `sessions.logout` are not for it.',
      ja: 'すべてのAPIに `POST /api/{api}/batch` があります（エンドポイントは要りません）。20件までの呼び出しを、それぞれ単独の呼び出しと同じように扱います。一つのトランザクションではありません。`sessions.login`・`sessions.refresh`・`sessions.logout` は使えません。',
    }),
    problemTable({ invalid: 422, not_in_batch: 400 }),
    shownCall(example.call),
    steady(shownAnswer(example.answer)),
  ].join('\n\n')

const lead =
  'What an endpoint of an API can do. An endpoint is a path, an operation and settings; nothing is open without one. Each example was asked of a real server; ids, moments and tokens are replaced. How to use them: [guide](../guides/operations.md). エンドポイントの操作の一覧です。エンドポイントは、パス・操作・設定の組で、ないものは外から読めません。例は実際のサーバーの応答です（id・日時・トークンは置き換えています）。使い方は[ガイド](../guides/ja/operations.md)にあります。'

export function operationsPage(examples: Record<string, Example>): string {
  const operations = features.flatMap((feature) => feature.operations)
  return page(
    'Operations of endpoints / エンドポイントの操作',
    lead,
    [
      table(
        ['operation 操作', 'English', '日本語'],
        operations.map(({ name, label }) => [code(name), label.en, label.ja]),
      ),
      '## For all of them / すべてに共通',
      both({
        en: 'Who may call is said by the API (`open`, `token`: a static token, `member`: a session) and narrowed by `who`. A member is known by `Authorization: Bearer …` or by the cookie. Parameters that an operation does not have are refused by name.',
        ja: 'だれが呼べるかは、APIの認証（`open` なし、`token` 静的トークン、`member` メンバーのセッション）で決まり、`who` で狭められます。メンバーは `Authorization: Bearer …` またはクッキーで分かります。操作にないパラメーターは、名前を挙げて断ります。',
      }),
      '### Settings / 設定',
      table(
        ['setting 設定', 'English', '日本語'],
        Object.entries(settingWords).map(([name, { en, ja }]) => [code(name), en, ja]),
      ),
      '### Problems / エラー',
      problemTable(ofAll),
      ...operations.map((operation) => section(operation, examples[operation.name]!)),
      batch(examples['batch']!),
    ].join('\n\n'),
  )
}
