import { pairs } from './pairs.ts'

export const apiTokens = pairs({
  title: ['APIトークン', 'API tokens'],
  lead: [
    '管理APIや dozo コマンドを、あなたの権限の一部で使うためのトークンです。',
    'For the management API and the dozo command, with a part of your own rights.',
  ],
  none: ['トークンはありません。', 'There is no token.'],
  create: ['新しいトークン', 'New token'],
  createAct: ['トークンを作成', 'Create the token'],
  name: ['名前', 'Name'],
  nameHelp: ['何に使うかが分かる名前', 'A name that tells what it is for'],
  prefix: ['先頭', 'Begins with'],
  owner: ['持ち主', 'Owner'],
  scopes: ['許す操作', 'May do'],
  scopesHelp: ['持ち主の権限を超えることはできません。', 'Never more than its owner may.'],
  expires: ['期限', 'Expires'],
  lastUsed: ['最後の使用', 'Last used'],
  made: ['トークンを作成しました', 'The token was created'],
  madeText: [
    'このトークンは今だけ表示されます。安全な場所に控えてください。',
    'This token is shown only now. Keep it in a safe place.',
  ],
  revoke: ['無効にする', 'Revoke'],
  revokeOf: ['「{name}」を無効にする', 'Revoke “{name}”'],
  revokeTitle: ['「{name}」を無効にしますか', 'Revoke “{name}”?'],
  revokeText: [
    'このトークンを使っているプログラムは、すぐに使えなくなります。元に戻せません。',
    'Programs that use it stop working at once. This cannot be undone.',
  ],
  revoked: ['「{name}」を無効にしました。', '“{name}” was revoked.'],
})
