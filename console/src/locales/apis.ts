import { pairs } from './pairs.ts'

export const apis = pairs({
  title: ['API', 'APIs'],
  lead: [
    '外から読めるのは、エンドポイントのあるものだけです。',
    'Only what has an endpoint can be read from outside.',
  ],
  none: ['APIはありません。', 'There is no API.'],
  noEndpoints: ['エンドポイントはまだありません。', 'No endpoint yet.'],
  reference: ['リファレンスを開いて試す', 'Open the reference and try it'],
  path: ['パス', 'Path'],
  operation: ['操作', 'Operation'],
  type: ['コンテンツ定義', 'Content type'],
  fields: ['出す項目', 'Fields'],
  allFields: ['すべて', 'All'],
  cache: ['キャッシュ', 'Cache'],
  seconds: ['{count} 秒', '{count} s'],
  'security.open': ['認証なし', 'Open'],
  'security.token': ['トークン', 'Token'],
  'security.member': ['メンバー', 'Member'],
})
