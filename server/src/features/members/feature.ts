import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'

export const members = feature({
  name: 'members',
  permissions: {
    'console.enter': { ja: '管理画面に入る', en: 'Enter the console' },
    'members.read': { ja: 'メンバーを見る', en: 'See members' },
    'members.write': { ja: 'メンバーを追加・変更・削除する', en: 'Add, change and delete members' },
  },
  routes,
  problems: {
    email_taken: {
      ja: 'このメールアドレスはすでに使われています。',
      en: 'Another member has this e-mail address.',
    },
    group_unknown: { ja: 'グループがありません: {name}', en: 'There is no such group: {name}' },
    last_owner: {
      ja: '最後のオーナーは外せません。先に別のオーナーを決めてください。',
      en: 'This is the last owner. Make someone else an owner first.',
    },
    password_too_short: {
      ja: 'パスワードは{limit}文字以上にしてください。',
      en: 'A password has at least {limit} characters.',
    },
    password_too_easy: {
      ja: '推測されやすいパスワードです。メールアドレスや同じ文字の繰り返しは避けてください。',
      en: 'This password is easy to guess. Avoid your address and repeated characters.',
    },
  },
  events: {
    'member.created': { ja: 'メンバーを追加', en: 'Member added' },
    'member.updated': { ja: 'メンバーを変更', en: 'Member changed' },
    'member.deleted': { ja: 'メンバーを削除', en: 'Member deleted' },
  },
  on: {
    after: (_ctx, events) =>
      events.filter((e) => e.type.startsWith('member.')).map((e) => `member:${e.subject.id}`),
  },
  tables: { members: { backup: 'copy', erase: 'delete' } },
})
