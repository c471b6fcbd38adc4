import { pairs } from './pairs.ts'

/** The front beside what is being written. */
export const preview = pairs({
  title: ['プレビュー', 'Preview'],
  close: ['プレビューを閉じる', 'Close the preview'],
  width: ['画面の幅', 'Width of the screen'],
  desktop: ['パソコン', 'Desktop'],
  phone: ['スマートフォン', 'Phone'],
  frame: ['フロントでの表示（{language}）', 'As the front shows it ({language})'],
  notYet: [
    '最初に保存されると、ここに表示されます。',
    'It is shown here as soon as it has been saved for the first time.',
  ],
  noAddress: [
    '「{name}」のプレビュー先のアドレスがまだ設定されていません。サイトの設定を変えられる人に頼んでください。',
    'No preview address is set for “{name}” yet. Ask somebody who may change the site’s settings.',
  ],
  own: [
    'プレビュー先がこの管理画面のアドレスになっているため、表示しません。フロントのアドレスに変えてください。',
    'The preview address is the one of this console, so it is not shown. Set the address of your front.',
  ],
  open: ['新しいタブで開く', 'Open in a new tab'],
  copy: ['リンクをコピー', 'Copy the link'],
  change: ['アドレスを変える', 'Change the address'],
  until: [
    'リンクを知っている人は、{at}まで、この下書きを読めます。',
    'Whoever has the link can read this draft until {at}.',
  ],
  blank: [
    '何も表示されないときは、フロントがほかのサイトの枠の中での表示（frame-ancestors）を断っていないか確かめてください。',
    'If nothing shows, see whether the front refuses to be shown in a frame of another site (frame-ancestors).',
  ],
  lead: [
    '「{name}」の下書きをフロントのページで見るには、そのページのアドレスを入れてください。保存するたびに表示が新しくなります。',
    'To see drafts of “{name}” on the page of your front, say where that page is. It loads anew with every save.',
  ],
  address: ['プレビュー先のアドレス', 'Preview address'],
  addressHelp: ['空にして保存すると、プレビューをやめます。', 'Saved empty, there is no preview any more.'],
  addresses: ['プレビュー先のアドレス', 'Preview addresses'],
  addressesLead: [
    '下書きをフロントのページで見るための、定義ごとのアドレスです。空にすると、その定義のプレビューをやめます。',
    'Where your front shows drafts, for each content type. Emptied, there is no preview for that type.',
  ],
  addAddress: ['アドレスを追加する定義', 'Add one for'],
  addAddressType: ['コンテンツ定義を選ぶ', 'Choose a content type'],
  'place.token': [
    '下書きを読むためのトークン（必須）',
    'the token with which the front reads the draft (required)',
  ],
  'place.key': ['キー（なければID）', 'the key, or the ID where there is none'],
  'place.id': ['ID', 'the ID'],
  'place.number': ['番号', 'the number'],
  'place.locale': ['言語（例: ja）', 'the language, such as ja'],
  'place.type': ['コンテンツ定義のキー', 'the key of the content type'],
})
