import type { Words } from '#platform/words.ts'

/** Words for the problems that the doors themselves answer with. Features bring the words of theirs. */
export const problemWords: Record<string, Words> = {
  not_found: { ja: '見つかりません。', en: 'Not found.' },
  method_not_allowed: {
    ja: 'このURLでは {allowed} だけが使えます。',
    en: 'This address takes {allowed} only.',
  },
  bad_request: { ja: 'リクエストを読み取れませんでした。', en: 'The request could not be read.' },
  bad_query: { ja: 'URLの条件に誤りがあります。', en: 'Something in the query string is wrong.' },
  invalid: { ja: '入力に誤りがあります。', en: 'Some of the input is not valid.' },
  json_broken: { ja: '本文がJSONとして正しくありません。', en: 'The body is not well-formed JSON.' },
  json_too_deep: {
    ja: 'JSONの入れ子が深すぎます（64段まで）。',
    en: 'The JSON is nested too deeply (64 levels at most).',
  },
  json_forbidden_key: {
    ja: 'JSONに使えないキーがあります。',
    en: 'The JSON holds a key that is not allowed.',
  },
  body_too_large: {
    ja: '本文が大きすぎます（上限 {limit} バイト）。',
    en: 'The body is too large ({limit} bytes at most).',
  },
  unsupported_media_type: { ja: '本文は {expected} で送ってください。', en: 'Send the body as {expected}.' },
  sign_in_required: { ja: 'ログインが必要です。', en: 'Sign in first.' },
  bad_token: { ja: 'トークンが正しくないか、期限が切れています。', en: 'The token is wrong or has expired.' },
  session_ended: {
    ja: 'ログインの期限が切れました。もう一度ログインしてください。',
    en: 'The session has ended. Sign in again.',
  },
  cross_site: {
    ja: '別のサイトから送られたリクエストは受け付けません。',
    en: 'Requests sent from another site are refused.',
  },
  permission_missing: {
    ja: 'この操作の権限（{permission}）がありません。',
    en: 'You do not have the permission {permission}.',
  },
  version_required: {
    ja: '変更するものの版を If-Match で指定してください（例: If-Match: "3"）。',
    en: 'Name the version you are changing with If-Match (for example If-Match: "3").',
  },
  version_moved: {
    ja: 'ほかの人が先に保存しました（送られた版 {sent}、現在の版 {current}）。',
    en: 'Someone else saved first (you sent version {sent}, the current one is {current}).',
  },
  bad_if_match: {
    ja: 'If-Match は "3" または * の形で指定してください。',
    en: 'If-Match takes a version such as "3", or *.',
  },
  idempotency_key_reused: {
    ja: '同じ Idempotency-Key が、内容の異なるリクエストですでに使われました。',
    en: 'This Idempotency-Key was used before with another request.',
  },
  idempotency_in_progress: {
    ja: '同じ Idempotency-Key のリクエストは実行済みです。応答は残っていません。',
    en: 'The request with this Idempotency-Key was carried out; its reply was not kept.',
  },
  too_many_requests: {
    ja: 'リクエストが多すぎます。{seconds}秒後に試してください。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  unavailable: {
    ja: 'データベースに接続できません。しばらくして自動的に復旧します。',
    en: 'The database cannot be reached just now. This usually heals by itself.',
  },
  form_broken: {
    ja: 'フォーム（multipart/form-data）として読めません。',
    en: 'This cannot be read as a form (multipart/form-data).',
  },
  form_order: {
    ja: 'ほかの項目は、ファイルより前に入れてください。',
    en: 'Other fields must stand before the file.',
  },
  form_parts: { ja: 'フォームのファイルは1つだけです。', en: 'A form has one file, and few other fields.' },
  storage_full: {
    ja: 'ディスクの空きがありません。保存されていません。',
    en: 'The disk is full. Nothing was saved.',
  },
  storage_unwritable: {
    ja: 'データフォルダーに書き込めません（{code}）。保存されていません。運用担当に伝えてください。',
    en: 'The data folder cannot be written ({code}). Nothing was saved. Tell the operator.',
  },
  storage_unreachable: {
    ja: 'ファイルの保管場所（S3）に接続できません。しばらくして自動的に復旧します。',
    en: 'The object storage that keeps the files cannot be reached just now. This usually heals by itself.',
  },
  storage_busy: {
    ja: '今は、ファイルを受け取る余裕がありません。少し待って試してください。',
    en: 'This server cannot take more files at once. Try again in a moment.',
  },
  storage_refused: {
    ja: 'ファイルの保管場所（S3）に断られました（{code}）。保存されていません。運用担当に伝えてください。',
    en: 'The object storage that keeps the files has refused ({code}). Nothing was saved. Tell the operator.',
  },
  too_slow: { ja: '時間がかかりすぎたため中止しました。', en: 'This took too long and was stopped.' },
  unknown_host: { ja: 'このホスト名のサイトはありません。', en: 'No site answers at this host name.' },
  internal: {
    ja: 'サーバーで問題が起きました。記録番号 {requestId} を運用担当に伝えてください。',
    en: 'Something went wrong on the server. Give the operator this number: {requestId}.',
  },
  required: { ja: '必須です。', en: 'This is required.' },
  unknown_field: { ja: '「{name}」という項目はありません。', en: 'There is nothing called "{name}" here.' },
  wrong_type: { ja: '{expected} で指定してください。', en: 'This must look like {expected}.' },
  not_allowed_value: { ja: '使える値: {allowed}', en: 'Allowed values: {allowed}' },
  too_short: { ja: '{limit}文字以上にしてください。', en: 'At least {limit} characters are needed.' },
  too_long: { ja: '{limit}文字以内にしてください。', en: 'At most {limit} characters are allowed.' },
  too_small: { ja: '{limit}以上にしてください。', en: 'Must be {limit} or more.' },
  too_large: { ja: '{limit}以下にしてください。', en: 'Must be {limit} or less.' },
  too_few_items: { ja: '{limit}件以上必要です。', en: 'At least {limit} are needed.' },
  too_many_items: { ja: '{limit}件までです。', en: 'At most {limit} are allowed.' },
  not_unique: { ja: '同じものが二つあります。', en: 'The same thing is named twice.' },
  wrong_format: { ja: '{expected} の形式で指定してください。', en: 'This must look like: {expected}.' },
}
