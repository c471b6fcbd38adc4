/** Words for what is wrong with a query. `{name}` places are filled from `params`. */
export const queryWords = {
  filter_shape: {
    ja: '条件は {項目: {演算子: 値}} の形で指定してください。',
    en: 'A filter looks like {field: {operator: value}}.',
  },
  filter_too_deep: {
    ja: '条件の入れ子は{limit}段までです（{depth}段ありました）。',
    en: 'Filters may be nested {limit} levels deep ({depth} were given).',
  },
  filter_list: {
    ja: 'and と or には条件の並びを指定してください。',
    en: '"and" and "or" take a list of filters.',
  },
  too_many_conditions: {
    ja: '条件は{limit}個までです（{count}個ありました）。',
    en: 'At most {limit} conditions are allowed ({count} were given).',
  },
  path_shape: { ja: '項目名として読めません。', en: 'This cannot be a field name.' },
  op_unknown: {
    ja: '演算子「{op}」はありません。使えるもの: {allowed}',
    en: 'There is no operator "{op}". There are: {allowed}',
  },
  value_shape: { ja: '値の形が正しくありません。', en: 'The value has the wrong shape.' },
  list_wanted: { ja: '値の並びを指定してください。', en: 'Give a list of values.' },
  list_too_long: { ja: '値は{limit}個までです。', en: 'At most {limit} values are allowed.' },
  page_size: {
    ja: '件数は1から{limit}までです（{size}が指定されました）。',
    en: 'The page size is 1 to {limit} ({size} was asked for).',
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
    ja: '条件が長すぎます（{length}文字、上限 {limit}文字）。条件を減らすか、何回かに分けてください。',
    en: 'The query string is too long ({length} characters, limit {limit}). Ask for less, or in several calls.',
  },
  bad_encoding: {
    ja: '「{name}」の % の表記が正しくありません。',
    en: 'The percent-encoding of "{name}" is broken.',
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
  field_not_allowed: { ja: '「{path}」はここでは読めません。', en: '"{path}" cannot be read here.' },
  sort_over_relation: {
    ja: '関連先の項目「{path}」では並べ替えられません。',
    en: 'Sorting by a field of another entry ("{path}") is not possible.',
  },
  not_sortable: { ja: '「{path}」では並べ替えられません。', en: '"{path}" has no order to sort by.' },
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
    ja: '関連をたどれるのは{limit}段までです（{hops}段ありました）。',
    en: 'Relations can be followed {limit} steps ({hops} were given).',
  },
  too_many_sort_keys: {
    ja: '並べ替えの項目は{limit}個までです（{count}個ありました）。',
    en: 'At most {limit} sort keys are allowed ({count} were given).',
  },
  query_too_costly: {
    ja: '条件の負荷が大きすぎます（{cost}、上限 {limit}）。',
    en: 'The query is too costly ({cost}, limit {limit}).',
  },
  too_many_nodes: {
    ja: '条件の部品は{limit}個までです（{count}個以上ありました）。',
    en: 'A filter may have {limit} parts ({count} or more were given).',
  },
  not_filterable: {
    ja: '「{path}」は絞り込みと並べ替えに使えません。型の設定で絞り込みを有効にしてください。',
    en: 'Nothing can be filtered or sorted by "{path}": make the field filterable in its content type.',
  },
  targets_differ: {
    ja: '「{path}」は関連先の型によって種類が違うため、比べられません。',
    en: '"{path}" is of different kinds in the types it leads to and cannot be compared.',
  },
  not_groupable: {
    ja: '「{path}」ではまとめられません。絞り込める項目を指定してください。',
    en: 'Entries cannot be grouped by "{path}"; give a field that can be filtered.',
  },
  unit_wanted: {
    ja: '日付の「{path}」は単位をつけてまとめます（例: {path}:month）。使える単位: {units}',
    en: 'Dates such as "{path}" are grouped by a unit, for example {path}:month. Units: {units}',
  },
  unit_not_for_field: {
    ja: '「{path}」は日付ではないので、単位は使えません。',
    en: '"{path}" is no date and takes no unit.',
  },
  not_measurable: {
    ja: '「{path}」からは求められません。数値の項目を指定してください（min と max は日付も可）。',
    en: '"{path}" cannot be measured; give a number (min and max take dates, too).',
  },
}
