import { feature } from '#platform/feature.ts'
import { builtin } from './builtin.ts'
import { forgetFields } from './forget-fields.ts'
import { routes } from './routes.ts'
import * as sql from './sql.ts'

export const groups = feature({
  name: 'groups',
  permissions: {
    'groups.read': { ja: 'グループを見る', en: 'See groups' },
    'groups.write': {
      ja: 'グループを作る・変える（自分の権限の範囲で）',
      en: 'Make and change groups (within one’s own rights)',
    },
  },
  routes,
  problems: {
    group_exists: {
      ja: 'キー「{key}」のグループはすでにあります。',
      en: 'There already is a group with the key "{key}".',
    },
    group_builtin: {
      ja: '組み込みのグループ「{key}」は変更できません。',
      en: 'The group "{key}" is built in and cannot be changed.',
    },
    group_in_use: {
      ja: 'まだ {members} 人のメンバーがいます。先に外してください。',
      en: 'It still has {members} members. Move them first.',
    },
    permission_unknown: {
      ja: '「{name}」という権限はありません（近いもの: {nearest}）。',
      en: 'There is no permission "{name}" (nearest: {nearest}).',
    },
    grant_not_narrowable: {
      ja: '定義・項目・条件で絞れるのは entries の権限だけです。',
      en: 'Only permissions on entries can be narrowed to types, fields or conditions.',
    },
    rights_beyond_own: {
      ja: '自分が持たない権限（{permission}）は与えられません。',
      en: 'You cannot give or take away {permission}, which you do not hold yourself.',
    },
  },
  events: {
    'group.created': { ja: 'グループを作成', en: 'Group made' },
    'group.updated': { ja: 'グループを変更', en: 'Group changed' },
    'group.deleted': { ja: 'グループを削除', en: 'Group deleted' },
  },
  on: {
    async inside(tx, events) {
      for (const event of events) {
        if (event.type === 'content_type.deleted') await sql.forgetType(tx, String(event.data?.['key']))
        if (event.type === 'content_type.updated')
          await forgetFields(tx, String(event.data?.['key']), event.data?.['removedFields'] as string[])
      }
    },
    after: (ctx, events) =>
      events.some((e) => e.type.startsWith('group.') || e.type.startsWith('content_type.'))
        ? [`groups:${ctx.site.id}`]
        : [],
  },
  async newSite(tx) {
    for (const group of builtin) await sql.insert(tx, { ...group, builtin: true })
  },
  tables: { groups: { backup: 'copy', erase: 'keep' }, member_groups: { backup: 'copy', erase: 'delete' } },
})
