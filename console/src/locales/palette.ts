import { pairs } from './pairs.ts'

export const palette = pairs({
  title: ['移動・作成・検索', 'Go to, create, find'],
  open: ['移動・検索', 'Go to, find'],
  placeholder: ['ページ、コンテンツ、ファイル、メンバー', 'A page, an entry, a file, a member'],
  goTo: ['移動', 'Go to'],
  make: ['作成', 'Create'],
  otherSites: ['ほかのサイト', 'Other sites'],
  sites: ['すべてのサイト', 'All sites'],
  yourself: ['表示とアカウント', 'Display and account'],
  account: ['アカウントとセッション', 'Account and sessions'],
  language: ['表示言語：{name}', 'Language: {name}'],
  light: ['ライト配色にする', 'Light colour scheme'],
  dark: ['ダーク配色にする', 'Dark colour scheme'],
  calls: ['このページのAPI呼び出し', 'API calls of this page'],
  keys: ['キーボード操作の一覧', 'Keyboard shortcuts'],
  signOut: ['ログアウト', 'Sign out'],
  newEntry: ['{name}を書く', 'New: {name}'],
  newType: ['コンテンツ定義を作る', 'New content type'],
  newMember: ['メンバーを追加する', 'Add a member'],
  entries: ['コンテンツ', 'Entries'],
  files: ['ファイル', 'Files'],
  members: ['メンバー', 'Members'],
  untitled: ['（題名なし）', '(no title)'],
  found: ['候補は{count}件です。', '{count} suggestions.'],
  searching: ['探しています…', 'Looking…'],
  nothing: [
    '「{words}」に当たるものはありません。短い言葉や、別の書き方でも探せます。',
    'Nothing is called "{words}". Try fewer or other words.',
  ],
  hint: ['↑↓ で選び、Enter で開きます。Esc で閉じます。', '↑↓ to choose, Enter to open, Esc to close.'],
})

export const keys = pairs({
  title: ['キーボード操作', 'Keyboard shortcuts'],
  palette: ['移動・作成・検索', 'Go to, create, find'],
  save: ['保存する', 'Save'],
  publish: ['公開の画面を開く', 'Open what publishing does'],
  search: ['一覧の検索へ移る', 'To the search of the list'],
  region: ['次の領域へ移る（ヘッダー・メニュー・本文）', 'To the next region (header, menu, content)'],
  keys: ['この一覧を開く', 'Open this list'],
  close: ['いちばん上のものを閉じる', 'Close what is on top'],
  singles: ['1文字のキーを使う', 'Use single keys'],
  singlesHelp: [
    '音声入力を使うときや、誤って押してしまうときは切ってください。',
    'Switch this off when you speak to the machine or hit keys by mistake.',
  ],
  ime: [
    '日本語の変換中は、どのキーも働きません。',
    'While a word is being converted, none of these keys does anything.',
  ],
})

export const calls = pairs({
  title: ['このページのAPI呼び出し', 'API calls of this page'],
  lead: [
    'この画面は管理APIだけで動いています。ここで行ったことは、同じ呼び出しでプログラムからも行えます。',
    'This page works by the management API alone. Whatever is done here, a program can do by the same calls.',
  ],
  language: ['書き方', 'Written in'],
  token: ['APIトークンを作る', 'Make an API token'],
  none: ['まだ呼び出しはありません。', 'Nothing was called yet.'],
})
