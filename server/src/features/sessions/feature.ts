import { feature } from '#platform/feature.ts'
import { authenticate } from './authenticate.ts'
import { clearSessions } from './jobs.ts'
import { operations } from './operations.ts'
import { routes } from './routes.ts'
import * as sql from './sql.ts'

export const sessions = feature({
  name: 'sessions',
  routes,
  authenticate,
  problems: {
    session_just_refreshed: {
      ja: 'トークンは別の呼び出しで更新されたばかりです。新しいトークンを使ってください。',
      en: 'Another call has just exchanged the token. Use the new one.',
    },
    member_suspended: {
      ja: '依頼したメンバーが停止されたか、いなくなりました。',
      en: 'The member who asked for it is suspended or gone.',
    },
    login_failed: {
      ja: 'メールアドレスかパスワードが違います。',
      en: 'The e-mail address or the password is wrong.',
    },
  },
  events: {
    'session.opened': { ja: 'ログイン', en: 'Signed in' },
    'session.refused': { ja: 'ログインを拒否', en: 'Sign-in refused' },
    'site.entered': { ja: '別のサイトの管理画面に入る', en: 'Console of another site entered' },
    'session.refreshed': { ja: 'セッションを更新', en: 'Session token exchanged' },
    'session.stolen': {
      ja: '更新済みのトークンが使われたため、セッションを終了',
      en: 'Session ended: an exchanged token was used again',
    },
    'session.ended': { ja: 'ログアウト', en: 'Signed out' },
  },
  on: {
    async inside(tx, events) {
      for (const event of events) {
        if (event.type === 'member.updated' && event.data?.['endSessions'])
          await sql.removeOfMember(tx, event.subject.id)
      }
    },
    after: (_ctx, events) =>
      events
        .filter((e) => ['session.ended', 'session.refreshed', 'session.stolen'].includes(e.type))
        .map((e) => `session:${String(e.data?.['sessionId'])}`),
  },
  jobs: [clearSessions],
  operations,
  tables: {
    sessions: { backup: 'skip', erase: 'delete' },
    spent_session_tokens: { backup: 'skip', erase: 'delete' },
    login_failures: { backup: 'skip', erase: 'keep' },
  },
})
