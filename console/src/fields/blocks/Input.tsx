import type { Block } from '@dozo/content-model/fields/blocks'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { GroupFields } from '../group/GroupFields.tsx'
import { FoldingList } from '../items/FoldingList.tsx'
import { summaryOf } from '../items/summary.ts'
import { moved } from '../repeat/moved.ts'
import { blocksOf, freshBlock } from './fresh.ts'

/** Blocks in their order; new ones come from a menu of their kinds. */
export function BlocksInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path, errors } = props
  const { t } = useTranslation('fields')
  const named = useNamed()
  const blocks = blocksOf(value)
  const change = (next: Block[]) => onChange(next.length > 0 ? next : undefined)
  const kindOf = (block: Block) => field.kinds?.find((one) => one.key === block.kind)
  const kindName = (block: Block) => {
    const kind = kindOf(block)
    return kind ? named(kind.name) : String(block.kind)
  }
  return (
    <FieldBox {...props}>
      <FoldingList
        {...props}
        items={blocks}
        keyOf={(block) => block.id}
        nameOf={(block, at) =>
          t('block.item', { kind: kindName(block), number: at + 1, count: blocks.length })
        }
        saidOf={kindName}
        summaryOf={(block) => summaryOf(kindOf(block)?.fields ?? [], block.values)}
        move={(from, to) => change(moved(blocks, from, to))}
        insert={(at, block) => change(blocks.toSpliced(at, 0, block))}
        removeAt={(at) => change(blocks.toSpliced(at, 1))}
        choices={(field.kinds ?? []).map((kind) => ({ key: kind.key, label: named(kind.name) }))}
        addLabel={t('block.add', { label })}
        make={freshBlock}
        copy={(block) => ({ ...freshBlock(block.kind), values: block.values })}
      >
        {(block, at) => {
          const wrong = errors[`${path}/${at}/kind`] ?? errors[`${path}/${at}`]
          return (
            <>
              {wrong && (
                <Text size="sm" c="var(--mantine-color-error)" role="alert">
                  {wrong}
                </Text>
              )}
              <GroupFields
                fields={kindOf(block)?.fields ?? []}
                value={block.values}
                onChange={(values) =>
                  change(blocks.with(at, { ...block, values: (values ?? {}) as Block['values'] }))
                }
                path={`${path}/${at}/values`}
                errors={errors}
                disabled={disabled}
              />
            </>
          )
        }}
      </FoldingList>
    </FieldBox>
  )
}
