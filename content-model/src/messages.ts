/** Words for every code of issues and plan steps. `{name}` places are filled from `params`. */
export const messages: Record<string, { ja: string; en: string }> = {
  required: {
    ja: '必須です。',
    en: 'This is required.',
  },
  unknown_field: {
    ja: '「{name}」という項目はありません。',
    en: 'There is no field "{name}".',
  },
  wrong_type: {
    ja: '{expected} の形で入れてください。',
    en: 'This must be: {expected}.',
  },
  control_characters: {
    ja: '使えない文字（制御文字など）が含まれています。',
    en: 'This holds characters that cannot be used (control characters).',
  },
  too_long: {
    ja: '{limit}文字以内にしてください。',
    en: 'At most {limit} characters are allowed.',
  },
  too_short: {
    ja: '{limit}文字以上にしてください。',
    en: 'At least {limit} characters are needed.',
  },
  too_small: {
    ja: '{limit}以上にしてください。',
    en: 'Must be {limit} or more.',
  },
  too_large: {
    ja: '{limit}以下にしてください。',
    en: 'Must be {limit} or less.',
  },
  too_few_items: {
    ja: '{limit}件以上必要です。',
    en: 'At least {limit} are needed.',
  },
  too_many_items: {
    ja: '{limit}件までです。',
    en: 'At most {limit} are allowed.',
  },
  not_integer: {
    ja: '整数で入れてください。',
    en: 'This must be a whole number.',
  },
  pattern_broken: {
    ja: 'この正規表現は使えません（後方参照や先読みは対象外です）。',
    en: 'This pattern cannot be used (no back-references or look-around).',
  },
  pattern_mismatch: {
    ja: '決められた形式（{pattern}）に合いません。',
    en: 'This does not match the pattern {pattern}.',
  },
  format_email: {
    ja: 'メールアドレスの形式ではありません。',
    en: 'This is not an e-mail address.',
  },
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
  format_date: {
    ja: '日付は 2026-11-24 の形で入れてください。',
    en: 'A date looks like 2026-11-24.',
  },
  format_date_time: {
    ja: '日時は 2026-11-24T09:00:00+09:00 の形で入れてください。',
    en: 'A date and time looks like 2026-11-24T09:00:00+09:00.',
  },
  format_slug: {
    ja: 'スラッグは小文字の英数字とハイフンで入れてください（例: hello-world）。',
    en: 'A slug has lower-case letters, digits and hyphens (such as hello-world).',
  },
  max_below_min: {
    ja: '最大が最小より小さくなっています。',
    en: 'The largest value is below the smallest.',
  },
  option_twice: {
    ja: '同じ選択肢「{value}」が二つあります。',
    en: 'The option "{value}" is there twice.',
  },
  not_an_option: {
    ja: '選べる値: {allowed}',
    en: 'Choose one of: {allowed}',
  },
  json_too_deep: {
    ja: 'JSONの入れ子は{limit}段までです。',
    en: 'JSON may be nested {limit} levels deep.',
  },
  json_too_big: {
    ja: 'JSONは{limit}バイトまでです。',
    en: 'JSON may have {limit} bytes.',
  },
  not_an_id: {
    ja: 'コンテンツのIDを指定してください。',
    en: 'Give the id of an entry.',
  },
  rich_text_node: {
    ja: 'リッチテキストに使えない要素です: {name}',
    en: 'Rich text cannot hold this element: {name}',
  },
  rich_text_mark: {
    ja: 'リッチテキストに使えない装飾です: {name}',
    en: 'Rich text cannot hold this mark: {name}',
  },
  rich_text_too_big: {
    ja: 'リッチテキストが大きすぎます。',
    en: 'The rich text is too large.',
  },
  unsafe_link: {
    ja: 'このリンク先は使えません。http・https・mailto・tel か相対URLにしてください。',
    en: 'This link cannot be used. Use http, https, mailto, tel or a relative address.',
  },
  nested_too_deep: {
    ja: 'グループの入れ子は{limit}段までです。',
    en: 'Groups may be nested {limit} levels deep.',
  },
  key_twice: {
    ja: 'キー「{key}」が二つあります。',
    en: 'The key "{key}" is there twice.',
  },
  key_reserved: {
    ja: '「{key}」は予約されているため、キーに使えません。',
    en: '"{key}" is reserved and cannot be a key.',
  },
  key_pattern: {
    ja: 'キーは小文字の英字で始め、英数字と _ だけにしてください。',
    en: 'A key starts with a lower-case letter and has letters, digits and _ only.',
  },
  field_type_unknown: {
    ja: '「{name}」という項目の種類はありません。',
    en: 'There is no field type "{name}".',
  },
  option_not_for_type: {
    ja: '種類 {type} の項目に「{option}」は指定できません。',
    en: 'A field of type {type} has no option "{option}".',
  },
  cannot_be_unique: {
    ja: '種類 {type} の項目は重複禁止にできません。',
    en: 'A field of type {type} cannot be unique.',
  },
  cannot_be_filtered: {
    ja: '種類 {type} の項目は絞り込みに使えません。',
    en: 'A field of type {type} cannot be filtered by.',
  },
  cannot_be_searched: {
    ja: '種類 {type} の項目は検索対象にできません。',
    en: 'A field of type {type} cannot be searched.',
  },
  top_level_only: {
    ja: 'グループや繰り返しの中の項目には指定できません。',
    en: 'Not possible for a field inside a group.',
  },
  type_unknown: {
    ja: 'コンテンツ定義「{key}」はありません。',
    en: 'There is no content type "{key}".',
  },
  title_field: {
    ja: '題名の項目は、テキスト・スラッグ・選択・日付・数値から選んでください。',
    en: 'The title field must be a text, slug, choice, date or number field.',
  },
  key_field: {
    ja: 'キーの項目は、言語で分かれないテキスト・スラッグ・数値から選んでください。',
    en: 'The key field must be a shared text, slug or number field.',
  },
  localized_shape: {
    ja: '言語ごとの値を {"ja": …} の形で入れてください（言語: {locales}）。',
    en: 'Give a value per language, as in {"ja": …} (languages: {locales}).',
  },
  locale_unknown: {
    ja: 'このサイトの言語ではありません（言語: {locales}）。',
    en: 'This is not a language of the site (languages: {locales}).',
  },
  filter_shape: {
    ja: '条件は {項目: {演算子: 値}} の形で指定してください。',
    en: 'A filter looks like {field: {operator: value}}.',
  },
  filter_too_deep: {
    ja: '条件の入れ子は{limit}段までです。',
    en: 'Filters may be nested {limit} levels deep.',
  },
  filter_list: {
    ja: 'and と or には条件の並びを指定してください。',
    en: '"and" and "or" take a list of filters.',
  },
  too_many_conditions: {
    ja: '条件は{limit}個までです（{count}個ありました）。',
    en: 'At most {limit} conditions are allowed ({count} were given).',
  },
  path_shape: {
    ja: '項目名として読めません。',
    en: 'This cannot be a field name.',
  },
  op_unknown: {
    ja: '演算子「{op}」はありません。使えるもの: {allowed}',
    en: 'There is no operator "{op}". There are: {allowed}',
  },
  value_shape: {
    ja: '値の形が正しくありません。',
    en: 'The value has the wrong shape.',
  },
  list_wanted: {
    ja: '値の並びを指定してください。',
    en: 'Give a list of values.',
  },
  list_too_long: {
    ja: '値は{limit}個までです。',
    en: 'At most {limit} values are allowed.',
  },
  page_size: {
    ja: '件数は1から{limit}までです。',
    en: 'The page size is 1 to {limit}.',
  },
  bad_cursor: {
    ja: 'ページの続きを示す値が正しくありません。並び順を変えたときは最初から読んでください。',
    en: 'This cursor cannot be used here. Start from the first page when the order changes.',
  },
  parameter_unknown: {
    ja: '「{name}」というパラメータはありません。',
    en: 'There is no parameter "{name}".',
  },
  query_too_long: {
    ja: '条件が長すぎます（{limit}文字まで）。長い条件は POST …/query で送ってください。',
    en: 'The query string is too long ({limit} characters). Send long queries with POST …/query.',
  },
  bad_encoding: {
    ja: 'URLの % の表記が正しくありません。',
    en: 'The percent-encoding is broken.',
  },
  parameter_shape: {
    ja: 'パラメータ「{name}」を読み取れません。',
    en: 'The parameter "{name}" cannot be read.',
  },
  parameter_twice: {
    ja: 'パラメータ「{name}」が二度あります。',
    en: 'The parameter "{name}" is there twice.',
  },
  filter_not_allowed: {
    ja: '「{path}」では絞り込めません。',
    en: 'Filtering by "{path}" is not allowed here.',
  },
  sort_not_allowed: {
    ja: '「{path}」では並べ替えられません。',
    en: 'Sorting by "{path}" is not allowed here.',
  },
  field_not_allowed: {
    ja: '「{path}」はここでは読めません。',
    en: '"{path}" cannot be read here.',
  },
  sort_over_relation: {
    ja: '関連先の項目「{path}」では並べ替えられません。',
    en: 'Sorting by a field of another entry ("{path}") is not possible.',
  },
  not_sortable: {
    ja: '「{path}」では並べ替えられません。',
    en: '"{path}" has no order to sort by.',
  },
  path_unknown: {
    ja: '「{path}」という項目はないか、絞り込みの対象になっていません。',
    en: 'There is no "{path}" here, or it is not filterable.',
  },
  op_not_for_field: {
    ja: 'この項目に {op} は使えません。使えるもの: {allowed}',
    en: '{op} does not work on this field. These do: {allowed}',
  },
  value_wrong: {
    ja: '「{path}」の値は {expected} の形で指定してください。',
    en: 'A value of "{path}" looks like: {expected}.',
  },
  too_many_hops: {
    ja: '関連をたどれるのは{limit}段までです。',
    en: 'Relations can be followed {limit} steps.',
  },
  too_many_sort_keys: {
    ja: '並べ替えの項目は{limit}個までです。',
    en: 'At most {limit} sort keys are allowed.',
  },
  query_too_costly: {
    ja: '条件の負荷が大きすぎます（{cost}、上限 {limit}）。',
    en: 'The query is too costly ({cost}, limit {limit}).',
  },
  field_removed: {
    ja: '項目「{field}」を削除します。値は失われます。',
    en: 'Field "{field}" is removed, and its values with it.',
  },
  field_added: {
    ja: '項目「{field}」を追加します。',
    en: 'Field "{field}" is added.',
  },
  field_added_required: {
    ja: '必須の項目「{field}」を追加します。既存のコンテンツは、次に公開するときに入力が必要です。',
    en: 'Required field "{field}" is added. Existing entries need it the next time they are published.',
  },
  kind_changed: {
    ja: '種類を {before} から {after} に変えます。',
    en: 'The kind changes from {before} to {after}.',
  },
  key_field_changed: {
    ja: 'キーの項目を「{before}」から「{after}」に変えます。',
    en: 'The key field changes from "{before}" to "{after}".',
  },
  type_changed: {
    ja: '項目「{field}」の種類を {before} から {after} に変えます。合わない値は読めなくなります。',
    en: 'Field "{field}" changes from {before} to {after}. Values that do not fit can no longer be read.',
  },
  became_localized: {
    ja: '項目「{field}」を言語ごとにします。今の値は既定の言語の値になります。',
    en: 'Field "{field}" becomes localised. Its value becomes the default language’s.',
  },
  became_shared: {
    ja: '項目「{field}」を全言語共通にします。既定の言語以外の値は失われます。',
    en: 'Field "{field}" becomes shared. Values of other languages are lost.',
  },
  option_removed: {
    ja: '項目「{field}」の選択肢「{value}」を削除します。',
    en: 'Option "{value}" of field "{field}" is removed.',
  },
  became_unique: {
    ja: '項目「{field}」を重複禁止にします。',
    en: 'Field "{field}" becomes unique.',
  },
  became_required: {
    ja: '項目「{field}」を必須にします。既存のコンテンツは、次に公開するときに入力が必要です。',
    en: 'Field "{field}" becomes required. Existing entries need it the next time they are published.',
  },
  became_many: {
    ja: '項目「{field}」を複数にします。',
    en: 'Field "{field}" takes several values.',
  },
  became_one: {
    ja: '項目「{field}」を一つだけにします。二つ目からの値は失われます。',
    en: 'Field "{field}" takes one value. All but the first are lost.',
  },
  limits_narrowed: {
    ja: '項目「{field}」の制限を厳しくします。合わない値は、次に保存するときに直す必要があります。',
    en: 'Limits of field "{field}" get tighter. Values that do not fit need mending at the next save.',
  },
  index_changed: {
    ja: '項目「{field}」の絞り込みの設定を変えます。',
    en: 'Field "{field}" changes whether it can be filtered by.',
  },
  search_changed: {
    ja: '項目「{field}」の検索の設定を変えます。',
    en: 'Field "{field}" changes how it is searched.',
  },
  delivery_changed: {
    ja: '項目「{field}」を配信するかどうかを変えます。',
    en: 'Field "{field}" changes whether it is delivered.',
  },
}
