import { pairs } from './pairs.ts'

export const members = pairs({
  title: ['メンバー', 'Members'],
  create: ['新しいメンバー', 'New member'],
  createAct: ['メンバーを追加', 'Add the member'],
  none: ['該当するメンバーはいません。', 'No member matches.'],
  search: ['名前やメールアドレスで探す', 'Search name or e-mail'],
  more: ['さらに表示', 'Show more'],
  name: ['名前', 'Name'],
  email: ['メールアドレス', 'E-mail address'],
  groups: ['グループ', 'Groups'],
  groupsHelp: ['グループが、できることを決めます。', 'Groups decide what a member may do.'],
  status: ['状態', 'State'],
  'status.active': ['有効', 'Active'],
  'status.suspended': ['停止中', 'Suspended'],
  lastLogin: ['最後のログイン', 'Last sign-in'],
  password: ['パスワード', 'Password'],
  passwordHelp: [
    '10文字以上。空ならログインできないメンバーになります。',
    '10 characters or more. Without one the member cannot sign in.',
  ],
  newPassword: ['新しいパスワード', 'New password'],
  newPasswordHelp: [
    '空なら変わりません。変えると、このメンバーのセッションはすべて終わります。',
    'Empty: stays as it is. Changing it ends all sessions of this member.',
  ],
  mayEnter: ['ログインできる', 'May sign in'],
  mayEnterHelp: ['切ると、すぐにすべてのセッションが終わります。', 'Switched off, all sessions end at once.'],
  delete: ['メンバーを削除', 'Delete the member'],
  deleteTitle: ['{name}さんを削除しますか', 'Delete {name}?'],
  deleteText: [
    'ログインできなくなり、個人の情報は消えます。書いたコンテンツは残ります。',
    'They can no longer sign in, and their personal data is erased. What they wrote stays.',
  ],
  deleted: ['{name}さんを削除しました。', '{name} was deleted.'],
})
