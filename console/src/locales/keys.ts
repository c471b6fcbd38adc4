import { pairs } from './pairs.ts'

export const keys = pairs({
  title: ['キーボード操作', 'Keyboard shortcuts'],
  palette: ['移動・作成・検索', 'Go to, create, find'],
  save: ['保存する', 'Save'],
  publish: ['公開の画面を開く', 'Open what publishing does'],
  search: ['一覧の検索へ移る', 'To the search of the list'],
  region: ['次の領域へ移る（ヘッダー・メニュー・本文）', 'To the next region (header, menu, content)'],
  keys: ['この一覧を開く', 'Open this list'],
  close: ['いちばん上のものを閉じる', 'Close what is on top'],
  lists: ['並べ替えられるものを一つ上・下へ移動', 'Move what can be put in order one place up or down'],
  enter: ['ブロックの中へ（Escで外へ）', 'Into a block (Esc comes back out)'],
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
