/** Words for what is wrong with a value. `{name}` places are filled from `params`. */
export const valueWords = {
  rule_broken: {
    ja: '項目の間の決まりに合いません。',
    en: 'This breaks a rule between fields.',
  },
  not_writable: {
    ja: '自動で決まる項目なので、書き込めません。',
    en: 'This field is filled by itself and cannot be written.',
  },
  required: { ja: '必須です。', en: 'This is required.' },
  not_a_file: {
    ja: 'ファイルのidではありません。取り込みでは、すでにあるファイルのパスも使えます。',
    en: 'This is not the id of a file. An import also takes the path of a file that is there.',
  },
  unknown_field: { ja: '「{name}」という項目はありません。', en: 'There is no field "{name}".' },
  wrong_type: { ja: '{expected} の形で入れてください。', en: 'This must look like {expected}.' },
  control_characters: {
    ja: '使えない文字（制御文字など）が含まれています。',
    en: 'This holds characters that cannot be used (control characters).',
  },
  too_long: { ja: '{limit}文字以内にしてください。', en: 'At most {limit} characters are allowed.' },
  too_short: { ja: '{limit}文字以上にしてください。', en: 'At least {limit} characters are needed.' },
  too_small: { ja: '{limit}以上にしてください。', en: 'Must be {limit} or more.' },
  too_large: { ja: '{limit}以下にしてください。', en: 'Must be {limit} or less.' },
  too_few_items: { ja: '{limit}件以上必要です。', en: 'At least {limit} are needed.' },
  too_many_items: { ja: '{limit}件までです。', en: 'At most {limit} are allowed.' },
  table_ragged: {
    ja: 'どの行も、一行目と同じ{columns}列にしてください。',
    en: 'Every row needs {columns} cells, as the first one has.',
  },
  block_id: {
    ja: 'ブロックのidは40文字までの英数字と - _ にしてください。省くと自動で付きます。',
    en: 'The id of a block has up to 40 letters, digits, - and _. Leave it out to have one made.',
  },
  block_id_twice: {
    ja: '同じidのブロックが前にもあります。新しいブロックではidを省いてください。',
    en: 'An earlier block has the same id. Leave the id of a new block out.',
  },
  not_integer: { ja: '整数で入れてください。', en: 'This must be a whole number.' },
  pattern_mismatch: {
    ja: '決められた形式（{pattern}）に合いません。',
    en: 'This does not match the pattern {pattern}.',
  },
  format_email: { ja: 'メールアドレスの形式ではありません。', en: 'This is not an e-mail address.' },
  format_tel: {
    ja: '電話番号の形式ではありません（例: 03-1234-5678）。',
    en: 'This is not a telephone number (such as 03-1234-5678).',
  },
  format_url: {
    ja: 'https:// で始まるURLを入れてください。',
    en: 'This must be an address that starts with https://.',
  },
  format_postal_code: {
    ja: '郵便番号は 100-0001 の形で入れてください。',
    en: 'A postal code looks like 100-0001.',
  },
  format_date: { ja: '日付は 2026-11-24 の形で入れてください。', en: 'A date looks like 2026-11-24.' },
  format_date_time: {
    ja: '日時は 2026-11-24T09:00:00+09:00 の形で入れてください。',
    en: 'A date and time looks like 2026-11-24T09:00:00+09:00.',
  },
  format_time: {
    ja: '時刻は 09:30 か 09:30:15 の形で入れてください。',
    en: 'A time looks like 09:30 or 09:30:15.',
  },
  format_color: {
    ja: '色は #3366cc か、透け具合を足した #3366cc80 の形で入れてください。',
    en: 'A colour looks like #3366cc, or #3366cc80 with how much shines through.',
  },
  format_slug: {
    ja: 'スラッグは英数字を - _ . / でつないで入れてください（200文字まで。例: hello-world）。',
    en: 'A slug has letters and digits, joined by - _ . or / (such as hello-world; at most 200 characters).',
  },
  not_an_option: { ja: '選べる値: {allowed}', en: 'Choose one of: {allowed}' },
  json_too_deep: { ja: 'JSONの入れ子は{limit}段までです。', en: 'JSON may be nested {limit} levels deep.' },
  json_too_big: { ja: 'JSONは{limit}バイトまでです。', en: 'JSON may have {limit} bytes.' },
  not_an_id: { ja: 'コンテンツのIDを指定してください。', en: 'Give the id of an entry.' },
  rich_text_node: {
    ja: 'リッチテキストに使えない要素です: {name}',
    en: 'Rich text cannot hold this element: {name}',
  },
  rich_text_mark: {
    ja: 'リッチテキストに使えない装飾です: {name}',
    en: 'Rich text cannot hold this mark: {name}',
  },
  rich_text_table: {
    ja: '表の行は同じ列数にしてください（{rows}行・{columns}列まで。結合したセルも数えます）。',
    en: 'The rows of a table need the same number of columns, joined cells counted (at most {rows} rows, {columns} columns).',
  },
  rich_text_too_big: { ja: 'リッチテキストが大きすぎます。', en: 'The rich text is too large.' },
  unsafe_link: {
    ja: 'このリンク先は使えません。http・https・mailto・tel か相対URLにしてください。',
    en: 'This link cannot be used. Use http, https, mailto, tel or a relative address.',
  },
  localized_shape: {
    ja: '言語ごとの値を {"ja": …} の形で入れてください（言語: {locales}）。',
    en: 'Give a value per language, as in {"ja": …} (languages: {locales}).',
  },
  locale_unknown: {
    ja: 'このサイトの言語ではありません（言語: {locales}）。',
    en: 'This is not a language of the site (languages: {locales}).',
  },
}
