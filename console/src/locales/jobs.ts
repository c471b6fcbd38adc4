import { pairs } from './pairs.ts'

export const jobs = pairs({
  title: ['ジョブ', 'Jobs'],
  lead: [
    '画面の裏で進む作業です。終わったものは消えます。',
    'Work behind the pages. What is done disappears.',
  ],
  none: ['待っている作業も、失敗した作業もありません。', 'Nothing waits and nothing has failed.'],
  job: ['作業', 'Job'],
  state: ['状態', 'State'],
  'state.waiting': ['待機中', 'Waiting'],
  'state.running': ['実行中', 'Running'],
  'state.retrying': ['再試行待ち', 'Will try again'],
  'state.dead': ['失敗', 'Failed'],
  attempts: ['回数', 'Attempts'],
  runAt: ['実行日時', 'Runs at'],
  lastError: ['最後のエラー', 'Last error'],
  retry: ['もう一度実行', 'Run again'],
  cancel: ['取り消す', 'Cancel'],
})
