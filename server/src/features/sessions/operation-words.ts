import type { OperationWords } from '#platform/operation-words.ts'

const nothing = { settings: [], parameters: {} } as const

type Name = 'sessions.login' | 'sessions.refresh' | 'sessions.logout' | 'sessions.me'

export const operationWords: Record<Name, OperationWords> = {
  'sessions.login': {
    ...nothing,
    does: {
      ja: 'サイトのメンバーのセッションを始めます。トークンを返し、同じものをクッキーにも入れます。',
      en: 'Opens a session for a member of the site. Answers with a token and sets it as a cookie, too.',
    },
    callers: {
      ja: '「メンバー」認証のAPIでも、ログインしていない人が呼べるただ一つの操作です。',
      en: 'The one operation that an API for members answers to those who have not signed in.',
    },
    body: { ja: '`email` と `password`。', en: '`email` and `password`.' },
    limits: {
      ja: '同じアカウントで5回、同じアドレスから20回まちがえると、待ち時間が30秒から15分まで延びます。セッションは30日、呼び出しがなければ7日で終わります。',
      en: 'After five wrong tries for an account, or twenty from an address, the wait grows from 30 seconds to 15 minutes. A session lives 30 days, seven of them without a call.',
    },
    problems: { login_failed: 401, invalid: 422, too_many_requests: 429 },
  },
  'sessions.refresh': {
    ...nothing,
    does: {
      ja: 'セッションのトークンを新しいものに替えます。終わりの日時は変わりません。',
      en: 'Exchanges the token of the session for a new one. The end of the session does not move.',
    },
    callers: { ja: 'ログイン中のメンバー。', en: 'A member who is signed in.' },
    limits: {
      ja: '前のトークンはあと10秒だけ使えます。その後に使われたら、盗まれたものとみなしてセッションを終えます。',
      en: 'The old token serves ten more seconds. When it comes later, somebody else has it, and the session ends.',
    },
    problems: { session_just_refreshed: 409, sign_in_required: 401 },
  },
  'sessions.logout': {
    ...nothing,
    does: {
      ja: 'セッションを終え、クッキーを消します。',
      en: 'Ends the session and clears the cookie.',
    },
    callers: { ja: 'ログイン中のメンバー。', en: 'A member who is signed in.' },
    problems: { sign_in_required: 401 },
  },
  'sessions.me': {
    ...nothing,
    does: {
      ja: 'ログインしている人の id・名前・メールアドレスを返します。',
      en: 'Says who is signed in: id, name and e-mail address.',
    },
    callers: { ja: 'ログイン中のメンバー。', en: 'A member who is signed in.' },
    problems: { sign_in_required: 401 },
  },
}
