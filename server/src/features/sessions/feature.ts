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
    login_failed: {
      ja: 'メールアドレスかパスワードが違います。',
      en: 'The e-mail address or the password is wrong.',
    },
  },
  events: {
    'session.opened': { ja: 'ログイン', en: 'Signed in' },
    'session.refused': { ja: 'ログインを拒否', en: 'Sign-in refused' },
    'site.entered': { ja: '別のサイトの管理画面に入る', en: 'Console of another site entered' },
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
      events.filter((e) => e.type === 'session.ended').map((e) => `session:${String(e.data?.['sessionId'])}`),
  },
  jobs: [clearSessions],
  operations,
  tables: {
    sessions: { backup: 'skip', erase: 'delete' },
    login_failures: { backup: 'skip', erase: 'keep' },
  },
})
