import { pairs } from './pairs.ts'

/** Why a call was refused, and where the rule is. */
export const refusals = pairs({
  needsAudit: [
    '断られた理由を調べるには、監査ログを見る権限が必要です。',
    'Looking up why a call was refused needs the permission to see the audit log.',
  ],
  id: ['お問い合わせ番号', 'Request id'],
  idHelp: [
    'エラーの応答の requestId、または X-Request-Id ヘッダーの値です。7日間調べられます。',
    'The requestId of an error, or the header X-Request-Id. Kept for seven days.',
  ],
  ask: ['理由を調べる', 'Find out why'],
  unknown: ['この番号の記録はありません。', 'There is no record of this request.'],
  unknownText: [
    '断られたのが7日より前か、別のサイトへの呼び出しか、短い間に多くの呼び出しが断られて記録されなかった可能性があります。番号も確かめてください。',
    'It may be older than seven days or of another site, or it was one of very many refused at once, of which not all are kept. Check the id, too.',
  ],
  'rule.permission': [
    '決めているのは、呼び出した人のグループの権限です。',
    'The rights of the caller’s groups say so.',
  ],
  'rule.noEndpoint': [
    'このパスのエンドポイントが、APIにありません。',
    'The API has no endpoint at this path.',
  ],
  'rule.security': ['決めているのは、APIの「だれが呼べるか」です。', '“Who may call” of the API says so.'],
  'rule.origins': [
    '決めているのは、APIの「呼び出せるウェブページ」です。',
    '“Web pages that may call” of the API says so.',
  ],
  'rule.method': [
    'このパスには、このメソッドのエンドポイントがありません。',
    'There is no endpoint with this method at this path.',
  ],
  'rule.callers': [
    '決めているのは、エンドポイントの「呼び出し」の設定です。',
    'The settings of who may call the endpoint say so.',
  ],
  'rule.rate': [
    '決めているのは、エンドポイントの回数の上限です。',
    'The limit of calls of the endpoint says so.',
  ],
  'rule.fields': ['決めているのは、エンドポイントの「項目」です。', 'The fields of the endpoint say so.'],
  'rule.filters': [
    '決めているのは、エンドポイントの「絞り込み」です。',
    'The filters of the endpoint say so.',
  ],
  'rule.type': [
    '決めているのは、コンテンツ定義です。絞り込みと並べ替えに使えるのは「絞り込める」項目だけです。',
    'The content type says so: only fields that are filterable can be filtered or sorted by.',
  ],
  toType: ['コンテンツ定義 {type} を開く', 'Open the content type {type}'],
  'rule.sorts': [
    '決めているのは、エンドポイントの「並びと件数」です。',
    'Order and pages of the endpoint say so.',
  ],
  'rule.what': ['呼び出したエンドポイントは、次のとおりです。', 'This endpoint was called.'],
  toGroups: ['グループを開く', 'Open the groups'],
  toEndpoint: ['エンドポイント {path} を開く', 'Open the endpoint {path}'],
  toApi: ['API {api} を開く', 'Open the API {api}'],
})
