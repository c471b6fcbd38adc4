import { feature } from '#platform/feature.ts'
import { apisTag } from './live.ts'
import { routes } from './routes.ts'
import { clearUsage } from './usage.ts'

export const apis = feature({
  name: 'apis',
  permissions: {
    'apis.read': { ja: 'APIとエンドポイントを見る', en: 'See APIs and endpoints' },
    'apis.write': { ja: 'APIとエンドポイントを作る・変える', en: 'Make and change APIs and endpoints' },
  },
  routes,
  problems: {
    api_exists: {
      ja: 'キー「{key}」のAPIはすでにあります。',
      en: 'There already is an API with the key "{key}".',
    },
    origins_too_open: {
      ja: 'メンバー認証のAPIでは、すべてのオリジン（*）は許可できません。',
      en: 'An API with member security cannot allow every origin (*).',
    },
    endpoint_exists: {
      ja: '{path} には同じ操作のエンドポイントがすでにあります。',
      en: 'There already is such an endpoint at {path}.',
    },
    callers_unknown: {
      ja: '公開のAPIでは、だれにでもコンテンツの変更や削除を許すことになります。「own」か「who」を指定するか、トークンかメンバー認証のAPIに置いてください。',
      en: 'On an open API anybody could change or delete entries. Set "own" or "who", or put the endpoint on an API with a token or with members.',
    },
    endpoints_for_known: {
      ja: 'このAPIを公開にすると、だれでも変更や削除ができるようになります。先にこのエンドポイントを変更してください: {paths}',
      en: 'Opened, this API would let anybody change or delete entries. Change these endpoints first: {paths}',
    },
    only_for_all: {
      ja: '複数の定義をまとめる操作（search.all）だけの設定です。',
      en: 'Only operations over several types (search.all) have this setting.',
    },
    path_reserved: {
      ja: 'このパスはAPIそのもの（リファレンス、まとめた呼び出し）が使います。別のパスにしてください。',
      en: 'The API itself uses this path (reference, batch). Choose another one.',
    },
    operation_unknown: {
      ja: '操作「{name}」はありません（近いもの: {nearest}）。',
      en: 'There is no operation "{name}" (nearest: {nearest}).',
    },
    endpoint_places: {
      ja: 'この操作のパスに入れる場所: {wanted}',
      en: 'The path of this operation has the place: {wanted}',
    },
    sunset_before_since: {
      ja: '終了日は、非推奨にする日以降にしてください。',
      en: 'The sunset must not lie before the day of deprecation.',
    },
    static_token_expiry: {
      ja: '期限は、これから2年以内の日時にしてください。',
      en: 'The expiry must lie within the next two years.',
    },
  },
  events: {
    'api.created': { ja: 'APIを作成', en: 'API made' },
    'api.updated': { ja: 'APIを変更', en: 'API changed' },
    'api.restored': { ja: 'APIを以前の版に戻した', en: 'API restored to an earlier version' },
    'api.deleted': { ja: 'APIを削除', en: 'API deleted' },
    'endpoint.created': { ja: 'エンドポイントを追加', en: 'Endpoint added' },
    'endpoint.updated': { ja: 'エンドポイントを変更', en: 'Endpoint changed' },
    'endpoint.deleted': { ja: 'エンドポイントを削除', en: 'Endpoint deleted' },
    'static_token.created': { ja: '静的トークンを作成', en: 'Static token made' },
    'static_token.revoked': { ja: '静的トークンを無効化', en: 'Static token revoked' },
  },
  on: {
    after: (ctx, events) =>
      events.flatMap((e) => {
        if (e.type.startsWith('api.') || e.type.startsWith('endpoint.')) return [apisTag(ctx.site.id)]
        return e.type === 'static_token.revoked' ? [`static_token:${e.subject.id}`] : []
      }),
  },
  jobs: [clearUsage],
  tables: {
    apis: { backup: 'copy', erase: 'keep' },
    api_versions: { backup: 'copy', erase: 'keep' },
    endpoints: { backup: 'copy', erase: 'keep' },
    endpoint_usage: { backup: 'copy', erase: 'keep' },
    api_static_tokens: { backup: 'copy', erase: 'keep' },
  },
})
