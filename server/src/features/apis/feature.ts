import { feature } from '#platform/feature.ts'
import { apisTag } from './live.ts'
import { routes } from './routes.ts'

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
    operation_unknown: {
      ja: '操作「{name}」はありません（近いもの: {nearest}）。',
      en: 'There is no operation "{name}" (nearest: {nearest}).',
    },
    endpoint_places: {
      ja: 'この操作のパスに入れる場所: {wanted}',
      en: 'The path of this operation has the place: {wanted}',
    },
    static_token_expiry: {
      ja: '期限は、これから2年以内の日時にしてください。',
      en: 'The expiry must lie within the next two years.',
    },
  },
  events: {
    'api.created': { ja: 'APIを作成', en: 'API made' },
    'api.updated': { ja: 'APIを変更', en: 'API changed' },
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
  tables: {
    apis: { backup: 'copy', erase: 'keep' },
    endpoints: { backup: 'copy', erase: 'keep' },
    api_static_tokens: { backup: 'copy', erase: 'keep' },
  },
})
