import { messages } from '@dozo/content-model/messages'
import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'
import { typesTag } from './service.ts'

export const contentTypes = feature({
  name: 'content-types',
  permissions: {
    'content-types.read': { ja: 'コンテンツ定義を見る', en: 'See content types' },
    'content-types.write': { ja: 'コンテンツ定義を作る・変える', en: 'Make and change content types' },
  },
  routes,
  problems: {
    ...messages,
    content_type_exists: {
      ja: 'キー「{key}」の定義はすでにあります。',
      en: 'There already is a content type with the key "{key}".',
    },
    key_fixed: { ja: 'キーは変えられません。', en: 'The key cannot be changed.' },
    change_destructive: {
      ja: 'この変更で失われる値があります。内容を確認し、destructive=true を付けて実行してください。',
      en: 'This change can lose values. Look at the steps, then send it with destructive=true.',
    },
    content_type_has_entries: {
      ja: '「{key}」にはまだコンテンツがあります。先に削除してください。',
      en: '"{key}" still has entries. Delete them first.',
    },
    content_type_has_several: {
      ja: '「{key}」にはコンテンツが二つ以上あります。一つだけの種類にするには、先に一つになるまで削除してください。',
      en: '"{key}" has several entries. Delete all but one before it becomes a single.',
    },
    content_type_has_endpoints: {
      ja: '「{key}」を配信しているエンドポイントがあります。先に削除してください。',
      en: 'Endpoints still deliver "{key}". Delete them first.',
    },
    content_type_in_use: {
      ja: '次の定義から関連されています: {types}',
      en: 'These content types point to it: {types}',
    },
  },
  events: {
    'content_type.created': { ja: 'コンテンツ定義を作成', en: 'Content type made' },
    'content_type.updated': { ja: 'コンテンツ定義を変更', en: 'Content type changed' },
    'content_type.deleted': { ja: 'コンテンツ定義を削除', en: 'Content type deleted' },
  },
  on: {
    after: (ctx, events) =>
      events.some((e) => e.type.startsWith('content_type.') || e.type === 'site.updated')
        ? [typesTag(ctx.site.id)]
        : [],
  },
  tables: { content_types: { backup: 'copy', erase: 'keep' } },
})
