import { pairs } from './pairs.ts'

export const apis = pairs({
  title: ['API', 'APIs'],
  lead: [
    '外から読めるのは、エンドポイントのあるものだけです。',
    'Only what has an endpoint can be read from outside.',
  ],
  none: ['APIはありません。', 'There is no API.'],
  noEndpoints: ['エンドポイントはまだありません。', 'No endpoint yet.'],
  create: ['新しいAPI', 'New API'],
  createAct: ['APIを作成', 'Create the API'],
  name: ['名前', 'Name'],
  key: ['キー', 'Key'],
  keyText: [
    'アドレスは /api/{key} になります。後から変えられません。',
    'Its address is /api/{key}; not changed later.',
  ],
  security: ['だれが呼べるか', 'Who may call'],
  'securityText.open': ['だれでも読めます。', 'Anyone may read it.'],
  'securityText.token': [
    '静的トークンを持つプログラムだけが読めます。',
    'Only programs with a static token.',
  ],
  'securityText.member': ['ログインしたメンバーだけが読めます。', 'Only members who have signed in.'],
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
