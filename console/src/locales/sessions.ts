import { pairs } from './pairs.ts'

export const sessions = pairs({
  title: ['ログイン', 'Sign in'],
  site: ['サイト', 'Site'],
  siteHelp: ['最初のサイトは main です', 'The first site is main'],
  email: ['メールアドレス', 'E-mail address'],
  password: ['パスワード', 'Password'],
  signIn: ['ログインする', 'Sign in'],
  ended: ['セッションが終わりました', 'Your session has ended'],
  endedNext: [
    '書きかけの内容はこの画面に残っています。ログインすると続けられます。',
    'What you were writing is still on this page. Sign in to go on.',
  ],
  notSetUp: [
    'まだオーナーがいません。端末に表示された初期設定のリンクを開いてください。',
    'There is no owner yet. Open the set-up link that was printed in the terminal.',
  ],
  account: ['アカウントとセッション', 'Account and sessions'],
  sessions: ['セッション', 'Sessions'],
  noSessions: ['どこにもログインしていません。', 'Signed in nowhere.'],
  device: ['端末', 'Device'],
  address: ['IPアドレス', 'Address'],
  since: ['開始', 'Since'],
  lastSeen: ['最後の操作', 'Last seen'],
  expires: ['期限', 'Ends'],
  current: ['このセッション', 'This session'],
  end: ['終了する', 'End'],
  endOf: ['{device} のセッションを終了する', 'End the session of {device}'],
  endedOne: ['セッションを終了しました。', 'The session has ended.'],
})
