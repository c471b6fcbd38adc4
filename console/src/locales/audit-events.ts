import { pairs } from './pairs.ts'

/** A sentence for everything that the server records: who did what to which thing. */
export const auditEvents = pairs({
  'api.created': ['{who}がAPI「{what}」を作成しました。', '{who} made the API “{what}”.'],
  'api.deleted': ['{who}がAPI「{what}」を削除しました。', '{who} deleted the API “{what}”.'],
  'api.restored': [
    '{who}がAPI「{what}」を以前の版に戻しました。',
    '{who} took the API “{what}” back to an earlier version.',
  ],
  'api.updated': ['{who}がAPI「{what}」を変更しました。', '{who} changed the API “{what}”.'],
  'api_token.created': ['{who}がAPIトークン「{what}」を作成しました。', '{who} made the API token “{what}”.'],
  'api_token.revoked': [
    '{who}がAPIトークン「{what}」を無効にしました。',
    '{who} revoked the API token “{what}”.',
  ],
  'block_kind.created': [
    '{who}が共有ブロック「{what}」を作成しました。',
    '{who} made the shared block “{what}”.',
  ],
  'block_kind.deleted': [
    '{who}が共有ブロック「{what}」を削除しました。',
    '{who} deleted the shared block “{what}”.',
  ],
  'block_kind.updated': [
    '{who}が共有ブロック「{what}」を変更しました。',
    '{who} changed the shared block “{what}”.',
  ],
  'bulk-action.cancelled': ['{who}が一括処理を中止しました。', '{who} cancelled an action on many entries.'],
  'bulk-action.finished': ['{who}の一括処理が終わりました。', 'An action on many entries by {who} finished.'],
  'bulk-action.started': ['{who}が一括処理を始めました。', '{who} started an action on many entries.'],
  'content_type.created': [
    '{who}がコンテンツ定義「{what}」を作成しました。',
    '{who} made the content type “{what}”.',
  ],
  'content_type.deleted': [
    '{who}がコンテンツ定義「{what}」を削除しました。',
    '{who} deleted the content type “{what}”.',
  ],
  'content_type.updated': [
    '{who}がコンテンツ定義「{what}」を変更しました。',
    '{who} changed the content type “{what}”.',
  ],
  'endpoint.created': [
    '{who}がエンドポイント「{what}」を追加しました。',
    '{who} added the endpoint “{what}”.',
  ],
  'endpoint.deleted': [
    '{who}がエンドポイント「{what}」を削除しました。',
    '{who} deleted the endpoint “{what}”.',
  ],
  'endpoint.updated': [
    '{who}がエンドポイント「{what}」を変更しました。',
    '{who} changed the endpoint “{what}”.',
  ],
  'entries.exported': [
    '{who}が「{what}」のコンテンツを書き出しました。',
    '{who} exported entries of “{what}”.',
  ],
  'entries.imported': [
    '{who}が「{what}」のコンテンツを取り込みました。',
    '{who} imported entries of “{what}”.',
  ],
  'entries.rebuilt': ['{who}が「{what}」の索引を作り直しました。', '{who} rebuilt the index of “{what}”.'],
  'entries.repointed': [
    '{who}が「{what}」の関連を、統合先に付け替えました。',
    '{who} pointed relations of “{what}” to the entry that stays.',
  ],
  'entry.counted': ['{who}が「{what}」のカウンターを加算しました。', '{who} counted on “{what}”.'],
  'entry.created': ['{who}が「{what}」を作成しました。', '{who} created “{what}”.'],
  'entry.deleted': ['{who}が「{what}」をゴミ箱に移しました。', '{who} moved “{what}” to the trash.'],
  'entry.merged': [
    '{who}が、ほかのコンテンツを「{what}」に統合しました。',
    '{who} merged another entry into “{what}”.',
  ],
  'entry.merging': [
    '{who}が「{what}」の統合を始めました。',
    '{who} started to merge “{what}” into another entry.',
  ],
  'entry.moved': ['{who}が「{what}」を移動しました。', '{who} moved “{what}”.'],
  'entry.published': ['{who}が「{what}」を公開しました。', '{who} published “{what}”.'],
  'entry.purged': ['{who}が「{what}」を完全に削除しました。', '{who} deleted “{what}” for ever.'],
  'entry.recovered': ['{who}が「{what}」をゴミ箱から戻しました。', '{who} took “{what}” out of the trash.'],
  'entry.restored': [
    '{who}が「{what}」を前の版に戻しました。',
    '{who} took “{what}” back to an older version.',
  ],
  'entry.schedule_cancelled': [
    '{who}が「{what}」の予約を取り消しました。',
    '{who} cancelled a schedule of “{what}”.',
  ],
  'entry.schedule_failed': [
    '{who}が「{what}」の予約を実行できませんでした。',
    '{who} could not carry out a schedule of “{what}”.',
  ],
  'entry.scheduled': ['{who}が「{what}」の公開・非公開を予約しました。', '{who} scheduled “{what}”.'],
  'entry.unpublished': ['{who}が「{what}」を非公開にしました。', '{who} unpublished “{what}”.'],
  'entry.autosaved': [
    '{who}が書いている「{what}」を自動保存しました。',
    '“{what}” was saved by itself while {who} wrote it.',
  ],
  'entry.updated': ['{who}が「{what}」を編集しました。', '{who} edited “{what}”.'],
  'file.created': ['{who}がファイル「{what}」を追加しました。', '{who} uploaded the file “{what}”.'],
  'file.deleted': [
    '{who}がファイル「{what}」を完全に削除しました。',
    '{who} deleted the file “{what}” for ever.',
  ],
  'file.infected': [
    '{who}がファイル「{what}」からウイルスを検出しました。',
    '{who} found a virus in the file “{what}”.',
  ],
  'file.link_created': [
    '{who}がファイル「{what}」へのリンクを作成しました。',
    '{who} made a link to the file “{what}”.',
  ],
  'file.link_revoked': [
    '{who}がファイル「{what}」へのリンクを取り消しました。',
    '{who} withdrew a link to the file “{what}”.',
  ],
  'file.released': [
    '{who}がファイル「{what}」のウイルス検査を終えました。',
    '{who} found the file “{what}” free of viruses.',
  ],
  'file.replaced': [
    '{who}がファイル「{what}」の内容を置き換えました。',
    '{who} replaced the bytes of the file “{what}”.',
  ],
  'file.restored': [
    '{who}がファイル「{what}」をゴミ箱から戻しました。',
    '{who} took the file “{what}” out of the trash.',
  ],
  'file.trashed': [
    '{who}がファイル「{what}」をゴミ箱に移しました。',
    '{who} moved the file “{what}” to the trash.',
  ],
  'file.updated': [
    '{who}がファイル「{what}」の情報を変更しました。',
    '{who} changed what is said of the file “{what}”.',
  ],
  'folder.created': ['{who}がフォルダー「{what}」を作成しました。', '{who} made the folder “{what}”.'],
  'folder.deleted': ['{who}がフォルダー「{what}」を削除しました。', '{who} deleted the folder “{what}”.'],
  'folder.moved': ['{who}がフォルダー「{what}」を移動しました。', '{who} moved the folder “{what}”.'],
  'folder.updated': [
    '{who}がフォルダー「{what}」の権限・制限を変更しました。',
    '{who} changed rights or limits of the folder “{what}”.',
  ],
  'group.created': ['{who}がグループ「{what}」を作成しました。', '{who} made the group “{what}”.'],
  'group.deleted': ['{who}がグループ「{what}」を削除しました。', '{who} deleted the group “{what}”.'],
  'group.updated': ['{who}がグループ「{what}」を変更しました。', '{who} changed the group “{what}”.'],
  'image_preset.created': [
    '{who}が画像プリセット「{what}」を作成しました。',
    '{who} made the image preset “{what}”.',
  ],
  'image_preset.deleted': [
    '{who}が画像プリセット「{what}」を削除しました。',
    '{who} deleted the image preset “{what}”.',
  ],
  'image_preset.updated': [
    '{who}が画像プリセット「{what}」を変更しました。',
    '{who} changed the image preset “{what}”.',
  ],
  'import.cancelled': ['{who}が取り込みを中止しました。', '{who} cancelled an import.'],
  'import.finished': ['{who}の取り込みが終わりました。', 'An import by {who} finished.'],
  'import.resumed': ['{who}が取り込みを再開しました。', '{who} resumed an import.'],
  'import.started': ['{who}が「{what}」の取り込みを始めました。', '{who} started an import of “{what}”.'],
  'import.undo_started': ['{who}が取り込みの取り消しを始めました。', '{who} started to undo an import.'],
  'import.undone': ['{who}の取り込みの取り消しが終わりました。', 'Undoing an import by {who} finished.'],
  'instance.set_up': ['{who}が初期設定を完了しました。', '{who} finished the set-up.'],
  'job.cancelled': ['{who}がジョブを取り消しました。', '{who} cancelled a job.'],
  'job.retried': ['{who}がジョブを再実行しました。', '{who} ran a job again.'],
  'member.created': ['{who}がメンバー「{what}」を追加しました。', '{who} added the member “{what}”.'],
  'member.deleted': ['{who}がメンバー「{what}」を削除しました。', '{who} deleted the member “{what}”.'],
  'member.updated': ['{who}がメンバー「{what}」を変更しました。', '{who} changed the member “{what}”.'],
  'sample.removed': ['{who}がサンプルを削除しました。', '{who} removed the sample.'],
  'saved-view.created': ['{who}が一覧の表示「{what}」を保存しました。', '{who} saved the view “{what}”.'],
  'saved-view.deleted': ['{who}が一覧の表示「{what}」を削除しました。', '{who} deleted the view “{what}”.'],
  'saved-view.updated': ['{who}が一覧の表示「{what}」を変更しました。', '{who} changed the view “{what}”.'],
  'search.synonyms_changed': [
    '{who}が検索の同義語を変更しました。',
    '{who} changed the synonyms of the search.',
  ],
  'session.ended': ['{who}が「{what}」のセッションを終わらせました。', '{who} ended a session of “{what}”.'],
  'session.ended.own': ['{who}がログアウトしました。', '{who} signed out.'],
  'session.opened': ['{who}がログインしました。', '{who} signed in.'],
  'session.refreshed': ['{who}のセッションが更新されました。', 'The session of {who} was exchanged.'],
  'session.refused': [
    '{who}の「{what}」としてのログインを拒否しました。',
    '{who} was refused a sign-in as “{what}”.',
  ],
  'session.stolen': [
    '更新済みのトークンが使われたため、「{what}」のセッションを終わらせました。',
    'A session of “{what}” was ended: an exchanged token was used again.',
  ],
  'site.created': ['{who}がサイト「{what}」を作成しました。', '{who} made the site “{what}”.'],
  'site.entered': [
    '{who}がサイト「{what}」の管理画面に入りました。',
    '{who} entered the console of the site “{what}”.',
  ],
  'site.updated': [
    '{who}がサイト「{what}」の設定を変更しました。',
    '{who} changed the settings of the site “{what}”.',
  ],
  'static_token.created': [
    '{who}が静的トークン「{what}」を作成しました。',
    '{who} made the static token “{what}”.',
  ],
  'static_token.revoked': [
    '{who}が静的トークン「{what}」を無効にしました。',
    '{who} revoked the static token “{what}”.',
  ],
  'upload.cancelled': [
    '{who}が「{what}」のアップロードを取り消しました。',
    '{who} cancelled the upload of “{what}”.',
  ],
  'upload.started': ['{who}が「{what}」のアップロードを始めました。', '{who} began to upload “{what}”.'],
  'webhook.created': ['{who}がWebhook「{what}」を作成しました。', '{who} made the webhook “{what}”.'],
  'webhook.deleted': ['{who}がWebhook「{what}」を削除しました。', '{who} deleted the webhook “{what}”.'],
  'webhook.failing': ['Webhook「{what}」が届かなくなりました。', 'The webhook “{what}” began to fail.'],
  'webhook.recovered': ['Webhook「{what}」が届くようになりました。', 'The webhook “{what}” arrives again.'],
  'webhook.replayed': ['{who}がWebhookを再送しました。', '{who} sent a webhook again.'],
  'webhook.secret_rotated': [
    '{who}がWebhook「{what}」の署名鍵を更新しました。',
    '{who} changed the secret of the webhook “{what}”.',
  ],
  'webhook.tested': ['{who}がWebhookを試し送りしました。', '{who} tested a webhook.'],
  'webhook.updated': ['{who}がWebhook「{what}」を変更しました。', '{who} changed the webhook “{what}”.'],
})
