import { pairs } from './pairs.ts'

export const setup = pairs({
  title: ['Dozoを始める', 'Start Dozo'],
  lead: [
    'サイト「{site}」のオーナーになる人を登録します。オーナーはすべての操作ができます。',
    'You become the owner of the site “{site}”. An owner may do everything.',
  ],
  expires: ['このリンクは {at} まで、一度だけ使えます。', 'This link works once, until {at}.'],
  name: ['名前', 'Name'],
  email: ['メールアドレス', 'E-mail address'],
  password: ['パスワード', 'Password'],
  passwordHelp: [
    '10文字以上。日本語や空白も使えます。長い文がおすすめです。',
    '10 characters or more. Any script, and spaces. A long sentence is best.',
  ],
  passwordLength: ['{count} 文字（10文字以上）', '{count} characters, at least 10'],
  begin: ['オーナーを登録する', 'Create the owner'],
  wrongLink: ['初期設定のリンクが使えません。', 'The set-up link does not work.'],
  wrongLinkNext: [
    'サーバーの端末で次のコマンドを実行すると、新しいリンクが表示されます。',
    'Run this in the server’s terminal to get a new one:',
  ],
})
