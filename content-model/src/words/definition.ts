/** Words for what is wrong with a definition. `{name}` places are filled from `params`. */
export const definitionWords = {
  pattern_broken: {
    ja: 'この正規表現は使えません（後方参照や先読みは対象外です）。',
    en: 'This pattern cannot be used (no back-references or look-around).',
  },
  max_below_min: { ja: '最大が最小より小さくなっています。', en: 'The largest value is below the smallest.' },
  option_twice: { ja: '同じ選択肢「{value}」が二つあります。', en: 'The option "{value}" is there twice.' },
  nested_too_deep: {
    ja: 'グループの入れ子は{limit}段までです。',
    en: 'Groups may be nested {limit} levels deep.',
  },
  key_twice: { ja: 'キー「{key}」が二つあります。', en: 'The key "{key}" is there twice.' },
  block_kind_unknown: {
    ja: '「{key}」という共有ブロックはありません。',
    en: 'There is no shared block "{key}".',
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
  condition_path: {
    ja: '条件に使えるのは、この定義の項目だけです（「{path}」は使えません）。',
    en: 'A condition is about fields of this type only, not about "{path}".',
  },
  rule_empty: {
    ja: '満たすべきことがありません。条件を一つ以上入れてください。',
    en: 'Nothing has to hold here. Give at least one condition.',
  },
  template_empty: {
    ja: '型紙には {title} のように項目のキーを入れてください。',
    en: 'A template names fields by their keys, such as {title}.',
  },
  template_field: {
    ja: '型紙の「{key}」に使える項目がありません（テキスト・スラッグ・数値・日付・時刻・選択が使えます）。',
    en: 'The template cannot use "{key}": texts, slugs, numbers, dates, times and choices can be used.',
  },
  template_languages: {
    ja: '言語ごとの項目を使うなら、この項目も言語ごとにします。使わないなら全言語共通にします。',
    en: 'It is localised when it uses a localised field, and only then.',
  },
  suggest_of: {
    ja: '「{type}」の「{field}」は、絞り込みを有効にした一行テキストではありません。',
    en: '"{field}" of "{type}" is no text field that can be filtered by.',
  },
  reverse_of: {
    ja: '「{type}」の項目「{field}」は、「{key}」への関連ではありません。',
    en: 'The field "{field}" of "{type}" is no relation to "{key}".',
  },
  cannot_be_localized: {
    ja: '種類 {type} の項目は言語ごとにできません。',
    en: 'A field of type {type} cannot be localised.',
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
  type_unknown: { ja: 'コンテンツ定義「{key}」はありません。', en: 'There is no content type "{key}".' },
  ordered_plain: {
    ja: '手で並べられるのは通常の定義だけです。ツリーはいつも手で並べます。',
    en: 'Only plain types are ordered by hand; trees always are.',
  },
  title_field: {
    ja: '題名の項目は、テキスト・計算テキスト・スラッグ・選択・日付・数値から選んでください。',
    en: 'The title field must be a text, computed text, slug, choice, date or number field.',
  },
  key_field: {
    ja: 'キーの項目は、言語で分かれないテキスト・スラッグ・数値から選んでください。',
    en: 'The key field must be a shared text, slug or number field.',
  },
  too_many_fields: {
    ja: '項目は、グループの中も合わせて{limit}個までです。',
    en: 'At most {limit} fields are allowed, those in groups included.',
  },
  option_unknown: { ja: '「{option}」という設定はありません。', en: 'There is no option "{option}".' },
  option_shape: {
    ja: '設定「{option}」の形が正しくありません。',
    en: 'The option "{option}" has the wrong shape.',
  },
  not_a_count: { ja: '0以上の整数で指定してください。', en: 'This must be a whole number, 0 or more.' },
}
