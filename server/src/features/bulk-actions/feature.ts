import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'
import { clearBulkActions, runBulkAction } from './run.ts'

export const bulkActions = feature({
  name: 'bulk-actions',
  routes,
  problems: {
    bulk_empty: { ja: '対象になるコンテンツがありません。', en: 'No entry matches.' },
    bulk_too_many: {
      ja: '一度に処理できるのは{limit}件までです。絞り込んでください。',
      en: 'At most {limit} entries at once. Narrow the choice.',
    },
    bulk_busy: {
      ja: '同時に実行できる一括処理は{limit}個までです。終わってからもう一度お試しください。',
      en: 'At most {limit} actions on many entries run at once. Wait for one to end.',
    },
    bulk_over: { ja: 'この一括処理はすでに終わっています。', en: 'This action is over.' },
    bulk_not_undoable: { ja: 'この一括処理は元に戻せません。', en: 'This action cannot be undone.' },
    bulk_type_gone: { ja: 'コンテンツ定義が削除されました。', en: 'The content type was deleted.' },
    changed_since: {
      ja: 'その後に変更されているため、元に戻しませんでした。',
      en: 'It has been changed since, and was left as it is.',
    },
    not_localized: {
      ja: 'この項目は言語ごとの値を持ちません。',
      en: 'This field has one value for all languages.',
    },
  },
  events: {
    'bulk-action.started': { ja: '一括処理を開始', en: 'Action on many entries started' },
    'bulk-action.cancelled': { ja: '一括処理を中止', en: 'Action on many entries cancelled' },
    'bulk-action.finished': { ja: '一括処理が終了', en: 'Action on many entries finished' },
  },
  jobs: [runBulkAction, clearBulkActions],
  tables: {
    bulk_actions: { backup: 'skip', erase: 'delete' },
    bulk_action_entries: { backup: 'skip', erase: 'keep' },
  },
})
