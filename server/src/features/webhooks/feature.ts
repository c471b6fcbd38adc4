import { feature } from '#platform/feature.ts'
import { clearDeliveries, deliver } from './deliver.ts'
import { failingWebhooks } from './doctor.ts'
import { routes } from './routes.ts'
import { webhookSubscriber } from './subscriber.ts'

export const webhooks = feature({
  name: 'webhooks',
  permissions: {
    'webhooks.read': { ja: 'Webhookとその記録を見る', en: 'See webhooks and their deliveries' },
    'webhooks.write': { ja: 'Webhookを作る・変える・送る', en: 'Make, change and send webhooks' },
  },
  routes,
  problems: {
    webhook_url: {
      ja: 'http:// または https:// で始まる、名前とパスワードを含まないアドレスにしてください。',
      en: 'The address must begin with http:// or https:// and hold no name or password.',
    },
    event_unknown: {
      ja: '「{event}」という出来事はありません。「{nearest}」ではありませんか。',
      en: 'There is no event "{event}". Did you mean "{nearest}"?',
    },
    condition_needs_types: {
      ja: '条件を付けるには、コンテンツ定義を選んでください。',
      en: 'A condition needs content types to be about.',
    },
    webhook_payload: {
      ja: '一件を id で返すエンドポイント（entries.get）を選んでください。',
      en: 'Name an endpoint that gives one entry by id (entries.get).',
    },
    webhook_payload_members: {
      ja: 'だれにでも答えるエンドポイントを選んでください。メンバー向けの内容は外へ送りません。',
      en: 'Name an endpoint that answers everyone: what is for members is not sent outside.',
    },
    delivery_under_way: {
      ja: 'この送信はまだ終わっていません。',
      en: 'This delivery is still under way.',
    },
  },
  events: {
    'webhook.created': { ja: 'Webhookを作成', en: 'Webhook made' },
    'webhook.updated': { ja: 'Webhookを変更', en: 'Webhook changed' },
    'webhook.deleted': { ja: 'Webhookを削除', en: 'Webhook deleted' },
    'webhook.secret_rotated': { ja: 'Webhookの署名鍵を更新', en: 'Webhook secret changed' },
    'webhook.tested': { ja: 'Webhookを試し送り', en: 'Webhook tested' },
    'webhook.replayed': { ja: 'Webhookを再送', en: 'Webhook sent again' },
    'webhook.failing': { ja: 'Webhookが届かない', en: 'Webhook failing' },
    'webhook.recovered': { ja: 'Webhookが届くようになった', en: 'Webhook recovered' },
  },
  on: { later: [webhookSubscriber] },
  jobs: [deliver, clearDeliveries],
  doctor: [failingWebhooks],
  tables: {
    webhooks: { backup: 'copy', erase: 'keep' },
    webhook_deliveries: { backup: 'skip', erase: 'keep' },
  },
})
