import { feature } from '#platform/feature.ts'
import { runMerge } from './merge.ts'
import { operations } from './operations.ts'
import { clearPresence } from './presence.ts'
import { presenceRoutes } from './presence-routes.ts'
import { rebuild } from './rebuild.ts'
import { routes } from './routes.ts'
import { findDueSchedules, runSchedules } from './schedule-job.ts'
import { scheduleRoutes } from './schedule-routes.ts'
import { emptyTrash } from './trash-job.ts'
import { trashRoutes } from './trash-routes.ts'
import { endQuietSittings } from './sitting.ts'
import * as trashSql from './trash-sql.ts'
import * as contentTypes from '#features/content-types/service.ts'

export const entries = feature({
  name: 'entries',
  permissions: {
    'entries.read': { ja: 'コンテンツを読む', en: 'Read entries' },
    'entries.create': { ja: 'コンテンツを作る', en: 'Create entries' },
    'entries.update': { ja: 'コンテンツを編集する', en: 'Edit entries' },
    'entries.publish': { ja: 'コンテンツを公開・非公開にする', en: 'Publish and unpublish entries' },
    'entries.delete': { ja: 'コンテンツを削除する', en: 'Delete entries' },
  },
  routes: [...routes, ...presenceRoutes, ...scheduleRoutes, ...trashRoutes],
  problems: {
    not_ordered: {
      ja: '定義「{key}」のコンテンツは手で並べられません。',
      en: 'Entries of {key} are not ordered by hand.',
    },
    siblings_many: {
      ja: '並べられるのは{limit}件までです。',
      en: 'At most {limit} entries stand side by side.',
    },
    move_where: {
      ja: '移動先は before、after、place のどれか一つで指定してください。',
      en: 'Say where with exactly one of before, after and place.',
    },
    entries_max: {
      ja: 'この定義のコンテンツは{limit}件までです。',
      en: 'This content type has at most {limit} entries.',
    },
    moved: {
      ja: 'このアドレスは変わりました。今のキーは「{location}」です。',
      en: 'This has moved. Its key is now "{location}".',
    },
    preview_past: {
      ja: 'プレビューの期限が過ぎています。これからの日時にしてください。',
      en: 'This moment has passed. A preview ends in the future.',
    },
    preview_long: {
      ja: 'プレビューの期限は7日以内にしてください。',
      en: 'A preview ends within seven days.',
    },
    schedule_past: {
      ja: '予約の日時が過ぎています。これからの日時にしてください。',
      en: 'This moment has passed. Choose one that is still to come.',
    },
    schedule_far: { ja: '予約できるのは10年先までです。', en: 'A schedule lies at most ten years ahead.' },
    schedule_no_version: { ja: '非公開の予約に版は指定できません。', en: 'Unpublishing has no version.' },
    schedule_exists: {
      ja: '同じ日時の予約がすでにあります。',
      en: 'There is a schedule for this moment already.',
    },
    schedule_over: {
      ja: 'この予約はもう実行されています。',
      en: 'This schedule has been carried out already.',
    },
    schedules_many: {
      ja: '一つのコンテンツの予約は{limit}件までです。',
      en: 'An entry has at most {limit} schedules.',
    },
    version_missing: { ja: '版 {version} がありません。', en: 'There is no version {version}.' },
    write_needs_fields: {
      ja: '書き込める項目を一つ以上指定してください。',
      en: 'Name at least one field that callers may write.',
    },
    not_for_writing: {
      ja: '書き込むエンドポイントには使えない設定です。',
      en: 'An endpoint that writes has no such setting.',
    },
    merge_itself: { ja: '自分自身には統合できません。', en: 'An entry cannot be merged into itself.' },
    merge_tree: {
      ja: '下にコンテンツがある場合と、親への統合はできません。先に移動してください。',
      en: 'Entries with others below them, or into their own parent, cannot be merged. Move them first.',
    },
    not_for_all: {
      ja: '複数の定義をまとめる操作には使えない設定です。',
      en: 'An operation over several types has no such setting.',
    },
    only_for_writing: {
      ja: '書き込むエンドポイントだけの設定です。',
      en: 'Only an endpoint that writes has this setting.',
    },
    own_by_grants: {
      ja: '呼び出した人の権限で動くエンドポイントには使えません。自分のコンテンツだけに限るには、グループの権限で指定してください。',
      en: "Not for an endpoint that goes by the caller's rights: limit the grants of their group to their own entries.",
    },
    entry_in_use: {
      ja: 'ほかのコンテンツから参照されているため、削除できません。',
      en: 'Other content refers to this entry, so it cannot be deleted.',
    },
    content_type_changed: {
      ja: 'コンテンツ定義「{key}」がたった今変更されました。内容はまだ保存されていません。もう一度お試しください。',
      en: 'The content type {key} was changed a moment ago. Nothing has been saved yet; please try again.',
    },
    single_exists: {
      ja: 'この定義のコンテンツは一つだけです。すでにあります。',
      en: 'This content type has one entry, and it exists.',
    },
    key_taken: {
      ja: 'キー「{key}」は別のコンテンツが使っています。',
      en: 'Another entry has the key "{key}".',
    },
    value_taken: { ja: '同じ値のコンテンツがすでにあります。', en: 'Another entry has this value.' },
    entry_missing: { ja: 'コンテンツ {id} がありません。', en: 'There is no entry {id}.' },
    file_missing: { ja: 'ファイル {id} がありません。', en: 'There is no file {id}.' },
    file_of_other_kind: {
      ja: 'この項目に使えるのは {allowed} のファイルです。',
      en: 'This field takes files of these kinds: {allowed}.',
    },
    member_missing: { ja: 'メンバー {id} がいません。', en: 'There is no member {id}.' },
    entry_of_other_type: {
      ja: '関連させられるのは次の定義です: {allowed}',
      en: 'Only entries of these types: {allowed}',
    },
    not_a_tree: {
      ja: '親を持てるのはツリーの定義だけです。',
      en: 'Only entries of a tree type have a parent.',
    },
    parent_is_descendant: {
      ja: '自分自身やその下のコンテンツを親にはできません。',
      en: 'An entry cannot lie below itself.',
    },
    tree_too_deep: { ja: 'ツリーは50段までです。', en: 'A tree is at most 50 levels deep.' },
    field_forbidden: {
      ja: '項目「{field}」を変える権限がありません。',
      en: 'You may not change the field "{field}".',
    },
    counter_full: {
      ja: 'これ以上は数えられません。',
      en: 'The counter cannot go beyond this.',
    },
    window_empty: {
      ja: '公開の終わりは始まりより後にしてください。',
      en: 'The end must lie after the start.',
    },
    entry_not_live: { ja: '公開されていません。', en: 'It is not live.' },
    entry_referenced: {
      ja: 'ほかのコンテンツから関連されています（{count}件）。関連を外すか、force=true で削除してください。',
      en: 'Other entries point to it ({count}). Remove those relations, or delete with force=true.',
    },
  },
  events: {
    'entry.created': { ja: 'コンテンツを作成', en: 'Entry created' },
    'entry.updated': { ja: 'コンテンツを編集', en: 'Entry edited' },
    'entry.autosaved': { ja: 'コンテンツを自動保存', en: 'Entry saved by itself while it is written' },
    'entry.published': { ja: 'コンテンツを公開', en: 'Entry published' },
    'entry.unpublished': { ja: 'コンテンツを非公開に', en: 'Entry unpublished' },
    'entry.counted': { ja: 'カウンターを加算', en: 'Counter counted' },
    'entry.restored': { ja: 'コンテンツを前の版に戻す', en: 'Older version restored' },
    'entry.deleted': { ja: 'コンテンツをゴミ箱へ移動', en: 'Entry moved to the trash' },
    'entry.recovered': { ja: 'コンテンツをゴミ箱から戻す', en: 'Entry taken out of the trash' },
    'entry.purged': { ja: 'コンテンツを完全に削除', en: 'Entry deleted for ever' },
    'entry.moved': { ja: 'コンテンツを移動', en: 'Entry moved' },
    'entry.scheduled': { ja: '公開・非公開を予約', en: 'Publishing or unpublishing scheduled' },
    'entry.schedule_cancelled': { ja: '予約を取り消し', en: 'Schedule cancelled' },
    'entry.schedule_failed': { ja: '予約を実行できませんでした', en: 'Schedule failed' },
    'entry.merging': { ja: 'コンテンツの統合を開始', en: 'Merge of two entries started' },
    'entry.merged': { ja: 'コンテンツを統合', en: 'Entries merged' },
    'entries.repointed': { ja: '統合先を指すように変更', en: 'Pointed to the entry that stays' },
    'entries.imported': { ja: 'コンテンツを取り込み', en: 'Entries imported' },
    'entries.rebuilt': { ja: '索引を作り直し', en: 'Index rebuilt' },
  },
  on: {
    async inside(tx, events) {
      for (const { subject } of events.filter((e) => e.type === 'content_type.deleted'))
        await trashSql.purge(tx, await trashSql.idsOfType(tx, subject.id))
      // A new language needs its index rows, with values that fall back.
      const added = events.some(
        (e) => e.type === 'site.updated' && (e.data?.['localesAdded'] as string[] | undefined)?.length,
      )
      if (!added) return
      for (const type of (await contentTypes.modelOf(tx.ctx)).types) {
        await tx.ctx.app.jobs.add(tx, 'entries.rebuild', { typeId: type.id })
      }
    },
    after: (_ctx, events) =>
      events.flatMap((e) => {
        if (!e.type.startsWith('entry.') && !e.type.startsWith('entries.')) return []
        const ids = (e.data?.['ids'] as string[] | undefined) ?? [e.subject.id]
        return [`type:${String(e.data?.['typeId'])}`, ...ids.map((id) => `entry:${id}`)]
      }),
  },
  jobs: [rebuild, runSchedules, findDueSchedules, emptyTrash, runMerge, endQuietSittings, clearPresence],
  operations,
  tables: {
    entries: { backup: 'copy', erase: 'anonymise' },
    entry_presence: { backup: 'skip', erase: 'delete' },
    entry_old_keys: { backup: 'copy', erase: 'keep' },
    entry_schedules: { backup: 'copy', erase: 'anonymise' },
    entry_trash: { backup: 'copy', erase: 'anonymise' },
    entry_versions: { backup: 'copy', erase: 'anonymise' },
    entry_index: { backup: 'copy', erase: 'anonymise' },
    entry_refs: { backup: 'copy', erase: 'keep' },
    entry_uniques: { backup: 'copy', erase: 'keep' },
  },
})
