import { pairs } from './pairs.ts'

export const uploads = pairs({
  title: ['アップロード', 'Uploads'],
  summary: ['アップロード：{count} 件中 {done} 件完了', 'Uploads: {done} of {count} done'],
  toLookAt: ['（要確認 {count} 件）', '({count} to look at)'],
  fold: ['アップロードの一覧をたたむ', 'Fold the list of uploads'],
  unfold: ['アップロードの一覧を開く', 'Unfold the list of uploads'],
  clear: ['アップロードの一覧を閉じる', 'Close the list of uploads'],
  progress: ['「{name}」の進み具合', 'Progress of “{name}”'],
  sent: ['{size}の{part}%', '{part}% of {size}'],
  'state.waiting': ['順番を待っています', 'Waits its turn'],
  'state.done': ['完了', 'Done'],
  cancel: ['アップロードを中止', 'cancel the upload'],
  retry: ['もう一度送る', 'try again'],
  skip: ['送らない', 'Skip'],
  keepBoth: ['両方残す', 'Keep both'],
  replace: ['内容を置き換える', 'Replace'],
  keepAll: ['すべて両方残す', 'Keep both of each'],
  replaceAll: ['すべて置き換える', 'Replace them all'],
  clash: [
    '同じ名前のファイルがあります。両方残すと、新しいほうの名前に番号が付きます。置き換えると、アドレスはそのままです。',
    'There is a file of this name. Keep both: the new one gets a number. Replace: the address stays.',
  ],
  clashes: ['同じ名前のファイルが {count} 件あります。', '{count} names are taken.'],
  waits: [
    'ウイルス検査を待っています。終わるまで誰も受け取れません。',
    'It waits for the virus scanner; nobody gets it until then.',
  ],
  same: ['同じ内容のファイルがあります：{path}', 'The same bytes are at {path}'],
  refused: [
    'サーバーの手前で断られました（HTTP {status}）。大きさの上限を管理者に確かめてください。',
    'Something before the server refused it (HTTP {status}). Ask the operator about limits on size.',
  ],
})
