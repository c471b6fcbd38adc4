import { pairs } from './pairs.ts'

export const modelFiles = pairs({
  title: ['モデルファイル', 'Model files'],
  lead: [
    'コンテンツ定義と共有ブロックをファイルに書き出し、ほかのサイトや版の管理へ移します。CLIの model pull が書き出すものと同じファイルです。',
    'Content types and shared blocks as files, to be kept or moved to another site. These are the files that the CLI pulls.',
  ],
  download: ['書き出す', 'Download'],
  downloadHelp: [
    '定義ごとに一つのYAMLファイルを、一つのZIPにまとめます。コンテンツは含みません。',
    'One YAML file a type, together in one ZIP file. Content is not in it.',
  ],
  downloadAll: ['すべての定義を書き出す（ZIP）', 'Download all types (ZIP)'],
  downloadOne: ['ファイルに書き出す', 'Download as a file'],
  upload: ['取り込む', 'Upload'],
  uploadHelp: [
    '取り込む前に、何が変わるかを示します。ファイルにない定義は、そのまま残ります。',
    'What would change is shown first. Types that no file names stay as they are.',
  ],
  uploadRight: [
    '取り込むには、コンテンツ定義を変える権限が必要です。',
    'Uploading needs the right to change content types.',
  ],
  choose: ['モデルファイル（YAMLかZIP、いくつでも）', 'Model files (YAML or ZIP, as many as you like)'],
  chooseHint: ['ファイルを選ぶ', 'Choose files'],
  clear: ['選んだファイルを外す', 'Put the chosen files away'],
  reading: ['ファイルを読んでいます', 'Reading the files'],
  wrong: ['このままでは取り込めません。何も変えていません。', 'These cannot be taken. Nothing was changed.'],
  'wrong.yaml': ['YAMLとして読めません: {more}', 'This is not YAML: {more}'],
  'wrong.shape': ['名前と値の組ではありません。', 'This does not hold names and values.'],
  'wrong.twice': ['同じキーのものが {more} にもあります。', '{more} has one with the same key.'],
  'wrong.zip': ['ZIPとして読めません。', 'This cannot be read as a ZIP file.'],
  'wrong.big': ['大きすぎます（2 MBまで）。', 'This is too large (2 MB at most).'],
  plan: ['取り込むと変わること', 'What this would do'],
  'act.create': ['新規', 'New'],
  'act.change': ['変更', 'Changed'],
  kind: ['共有ブロック', 'Shared block'],
  type: ['コンテンツ定義', 'Content type'],
  newFields: ['{count} 個の項目を持つものを作ります。', 'Is made. Fields: {count}.'],
  onlyOrder: ['名前や項目の並びなどが変わります。', 'Its name, or the order of its fields, changes.'],
  same: ['変わらないもの: {names}', 'No change: {names}'],
  left: [
    '取り込まないファイル: {names}。グループ・API・サイトの設定は、CLIの model push で取り込みます。',
    'Left alone: {names}. Groups, APIs and settings of the site are pushed by the CLI.',
  ],
  nothing: [
    '変わるものはありません。サイトはファイルのとおりです。',
    'Nothing to do: the site is what the files say.',
  ],
  empty: [
    'ファイルに、コンテンツ定義も共有ブロックもありません。',
    'These files hold no content type and no shared block.',
  ],
  apply: ['この内容で取り込む', 'Do this'],
  applied: ['{count} 件を取り込みました。', '{count} done.'],
  refused: [
    '{file} で止まりました。その前に済んだものは残っています。続きを下に示します。',
    'It stopped at {file}. What was done before stays done; what is left is shown below.',
  ],
})
