import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'
import { authenticate } from './service.ts'
import * as sql from './sql.ts'

export const apiTokens = feature({
  name: 'api-tokens',
  permissions: {
    'api-tokens.read': { ja: 'APIトークンを見る', en: 'See API tokens' },
    'api-tokens.write': { ja: 'APIトークンを作る・無効にする', en: 'Make and revoke API tokens' },
  },
  routes,
  authenticate,
  problems: {
    token_own_site: {
      ja: 'トークンは自分のサイトでだけ作れます。',
      en: 'A token can be made in one’s own site only.',
    },
    token_by_token: {
      ja: 'トークンでトークンは作れません。ログインして作ってください。',
      en: 'A token cannot make tokens. Sign in to make one.',
    },
    token_expiry: {
      ja: '期限は、これから366日以内の日時にしてください。',
      en: 'The expiry must lie within the next 366 days.',
    },
  },
  events: {
    'api_token.created': { ja: 'APIトークンを作成', en: 'API token made' },
    'api_token.revoked': { ja: 'APIトークンを無効化', en: 'API token revoked' },
  },
  on: {
    async inside(tx, events) {
      for (const event of events)
        if (event.type === 'content_type.deleted') await sql.forgetType(tx, String(event.data?.['key']))
    },
    after: (_ctx, events) =>
      events.filter((e) => e.type === 'api_token.revoked').map((e) => `api_token:${e.subject.id}`),
  },
  tables: { api_tokens: { backup: 'copy', erase: 'delete' } },
})
