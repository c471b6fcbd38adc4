import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { GroupFields } from '../group/GroupFields.tsx'
import { FoldingList } from '../items/FoldingList.tsx'
import { summaryOf } from '../items/summary.ts'
import { useItems } from '../use-items.ts'

type Item = Record<string, unknown>

/** The same fields over and over, in an order that people make. */
export function RepeatInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path, errors } = props
  const { t } = useTranslation('fields')
  const { items, keys, insert, put, move, remove } = useItems<Item>(value, onChange)
  const fields = field.fields ?? []
  const nameOf = (_: Item, at: number) => t('item', { number: at + 1, count: items.length })
  return (
    <FieldBox {...props}>
      <FoldingList
        {...props}
        items={items}
        keyOf={(_, at) => keys[at]!}
        nameOf={nameOf}
        saidOf={(item, at) => summaryOf(fields, item) || nameOf(item, at)}
        summaryOf={(item) => summaryOf(fields, item)}
        move={move}
        insert={insert}
        removeAt={remove}
        choices={[{ key: field.key, label }]}
        addLabel={t('addItem', { label })}
        make={() => ({})}
        copy={(item) => item}
      >
        {(item, at) => (
          <GroupFields
            fields={fields}
            value={item}
            onChange={(next) => put(at, (next ?? {}) as Item)}
            path={`${path}/${at}`}
            errors={errors}
            disabled={disabled}
          />
        )}
      </FoldingList>
    </FieldBox>
  )
}
