import { pairs } from './pairs.ts'

export const home = pairs({
  nextTitle: ['次にすること', 'What to do next'],
  done: ['済み', 'Done'],
  open: ['まだ', 'Still to do'],
  'step.type': ['コンテンツ定義を作る', 'Define a content type'],
  'step.entry': ['最初のコンテンツを書く', 'Write the first entry'],
  'step.api': ['APIを作る', 'Make an API'],
  'step.member': ['いっしょに使う人を追加する', 'Add the people you work with'],
  'why.type': [
    'どんなコンテンツを扱うかを決めると、書けるようになり、APIで読めるようになります。',
    'Say what content there is. Then it can be written, and read by an API.',
  ],
  'why.entry': [
    '下書きは途中のままでも保存できます。公開するまで、読む人には見えません。',
    'A draft may be saved half done. Readers see nothing until you publish.',
  ],
  'why.api': [
    'ウェブサイトやアプリが、公開中の内容を読むための入口です。',
    'The door by which websites and apps read what is live.',
  ],
  'why.member': [
    '一人ずつ追加すると、誰が何を変えたかが記録に残ります。',
    'With an account each, the log tells who changed what.',
  ],
  sampleTitle: ['サンプルが入っています', 'There is sample content'],
  sampleText: [
    'お知らせとその分類のサンプルが、合わせて{count}件あります。このまま試しても、消して空から始めてもかまいません。',
    'News and its categories, {count} entries in all. Try things out with them, or take them away and start empty.',
  ],
  sampleKeep: ['このまま使う', 'Keep it'],
  sampleRemove: ['サンプルを消す', 'Take the sample away'],
  sampleRemoveAct: ['サンプルを消す', 'Take the sample away'],
  sampleRemoveText: [
    'サンプルのままのコンテンツと、その定義とAPIの設定を消します。皆さんが書いたものや変えたものは残ります。',
    'Entries that are as the sample made them go, with their types and endpoints. What you wrote or changed stays.',
  ],
  sampleRemoved: ['サンプルを消しました。', 'The sample is gone.'],
  sampleKept: [
    'サンプルを消しました。書き込みのある定義は残っています：{types}',
    'The sample is gone. Types you have written in stay: {types}',
  ],
  modelFile: ['定義のファイルから始める', 'Start from model files'],
  modelFileAct: ['サンプルを消してファイルを選ぶ', 'Take it away and choose files'],
  modelFileText: [
    'そのあと、定義のファイルを選ぶページに移ります。反映する前に、何が変わるかを確かめられます。',
    'Then comes the page where you choose the files. What they change is shown before anything happens.',
  ],
  'planned.waiting': ['これから公開・非公開になるもの', 'Goes live or away next'],
  'planned.failed': ['予約どおりにできなかったもの', 'Could not be done as scheduled'],
  plannedAll: ['予約をすべて見る', 'All schedules'],
  write: ['{name}を作成', 'Create {name}'],
  tryTitle: ['APIを試す（{name}）', 'Try the API ({name})'],
  tryText: [
    'このまま端末に貼ると、公開中の内容が返ります。',
    'Paste this into a terminal: it answers with what is live.',
  ],
  reference: ['リファレンスを開いて試す', 'Open the reference and try it'],
})
