/** Words for the steps of a plan (change.ts). `{name}` places are filled from `params`. */
export const changeWords = {
  field_removed: {
    ja: '項目「{field}」を削除します。値は失われます。',
    en: 'Field "{field}" is removed, and its values with it.',
  },
  field_added: { ja: '項目「{field}」を追加します。', en: 'Field "{field}" is added.' },
  field_added_required: {
    ja: '必須の項目「{field}」を追加します。既存のコンテンツは、次に公開するときに入力が必要です。',
    en: 'Required field "{field}" is added. Existing entries need it the next time they are published.',
  },
  kind_changed: {
    ja: '定義の種類を「{before}」から「{after}」に変えます。',
    en: 'The kind of the type changes from "{before}" to "{after}".',
  },
  key_field_changed: {
    ja: 'キーになる項目を「{before}」から「{after}」に変えます。コンテンツのキーが変わることがあります。',
    en: 'The key field changes from "{before}" to "{after}". Keys of entries may change.',
  },
  type_changed: {
    ja: '項目「{field}」の種類を「{before}」から「{after}」に変えます。合わない値は失われます。',
    en: 'Field "{field}" changes from "{before}" to "{after}". Values that do not fit are lost.',
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
    ja: '項目「{field}」の選択肢「{value}」を削除します。その値のあるコンテンツは、次に保存するときに選び直す必要があります。',
    en: 'Choice "{value}" of field "{field}" is removed. Entries that have it need another one at the next save.',
  },
  block_kind_removed: {
    ja: '項目「{field}」のブロックの種類「{kind}」を削除します。その種類のブロックは失われます。',
    en: 'Block kind "{kind}" of field "{field}" is removed, and the blocks of that kind with it.',
  },
  block_kind_added: {
    ja: '項目「{field}」にブロックの種類「{kind}」を追加します。',
    en: 'Field "{field}" has a new kind of block, "{kind}".',
  },
  conditions_changed: {
    ja: '項目「{field}」を表示する条件・必須にする条件を変えます。',
    en: 'Field "{field}" is shown or required on other conditions.',
  },
  rules_changed: {
    ja: '項目の間の決まりを変えます。次に公開するときから確かめます。',
    en: 'Rules between fields change. They are looked at when an entry is published next.',
  },
  template_changed: {
    ja: '項目「{field}」を新しい型紙で作り直します。',
    en: 'Field "{field}" is made anew from another template.',
  },
  reverse_changed: {
    ja: '項目「{field}」は別の関連を逆から読みます。',
    en: 'Field "{field}" reads another relation from its other side.',
  },
  became_unique: {
    ja: '項目「{field}」を一意にします。同じ値を持つコンテンツがあれば、次に保存するときに直す必要があります。',
    en: 'Field "{field}" becomes unique. Entries that share a value need mending at the next save.',
  },
  became_required: {
    ja: '項目「{field}」を必須にします。既存のコンテンツは、次に公開するときに入力が必要です。',
    en: 'Field "{field}" becomes required. Existing entries need it the next time they are published.',
  },
  became_many: { ja: '項目「{field}」を複数にします。', en: 'Field "{field}" takes several values.' },
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
    ja: '項目「{field}」の配信の設定を変えます。',
    en: 'Field "{field}" changes what is delivered of it.',
  },
  ordered_changed: {
    ja: '並べ方を「{before}」から「{after}」に変えます。',
    en: 'The order changes from "{before}" to "{after}".',
  },
  max_entries_changed: {
    ja: '件数の上限を「{before}」から「{after}」に変えます。すでにあるものは残ります。',
    en: 'The most entries change from "{before}" to "{after}". Those that exist stay.',
  },
  title_field_changed: {
    ja: '名前になる項目を「{before}」から「{after}」に変えます。',
    en: 'The title field changes from "{before}" to "{after}".',
  },
  words_changed: {
    ja: '項目「{field}」の名前・説明・入力例・初期値を変えます。',
    en: 'Name, help, note, placeholder or default of field "{field}" change.',
  },
  target_removed: {
    ja: '項目「{field}」から「{type}」への関連を選べなくします。既存の値は、次に保存するときに直す必要があります。',
    en: 'Field "{field}" no longer points to "{type}". Values that do need mending at the next save.',
  },
}
