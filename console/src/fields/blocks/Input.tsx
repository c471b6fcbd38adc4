import { Button, Menu, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { moved } from '../repeat/moved.ts'
import { BlockItem } from './BlockItem.tsx'
import { blocksOf, freshBlock } from './fresh.ts'

/** Blocks in their order, each of which can be folded, moved and taken away; new ones come from a menu of their kinds. */
export function BlocksInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path } = props
  const { t } = useTranslation('fields')
  const named = useNamed()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const blocks = blocksOf(value)
  const change = (next: typeof blocks) => onChange(next.length > 0 ? next : undefined)
  const full = field.max !== undefined && blocks.length >= field.max
  const fold = (id: string) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  return (
    <FieldBox {...props}>
      {blocks.map((block, i) => (
        <BlockItem
          {...props}
          key={block.id}
          block={block}
          at={i}
          count={blocks.length}
          path={`${path}/${i}`}
          folded={folded.has(block.id)}
          fold={() => fold(block.id)}
          move={(to) => change(moved(blocks, i, to))}
          remove={() => change(blocks.toSpliced(i, 1))}
          put={(next) => change(blocks.with(i, next))}
        />
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            w="fit-content"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={disabled || full}
          >
            {t('block.add', { label })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {field.kinds?.map((kind) => (
            <Menu.Item key={kind.key} onClick={() => change([...blocks, freshBlock(kind.key)])}>
              {named(kind.name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {full && (
        <Text size="xs" c="dimmed">
          {t('itemsFull', { count: field.max ?? 0 })}
        </Text>
      )}
    </FieldBox>
  )
}
