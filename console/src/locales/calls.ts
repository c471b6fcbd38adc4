import { pairs } from './pairs.ts'

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
