import type { Block } from '@dozo/content-model/fields/blocks'
import { ActionIcon, Box, Group, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import type { InputProps } from '../field-ui.ts'
import { ItemButtons } from '../ItemButtons.tsx'
import { GroupInput } from '../group/Input.tsx'

type Props = InputProps & {
  block: Block
  at: number
  count: number
  folded: boolean
  fold: () => void
  move: (to: number) => void
  remove: () => void
  put: (block: Block) => void
}

/** One block: what can be done with it, and its fields unless it is folded. A folded one says when something in it is wrong. */
export function BlockItem(props: Props) {
  const { field, block, at, count, folded, fold, move, remove, put, disabled, path, errors } = props
  const { t } = useTranslation('fields')
  const named = useNamed()
  const kind = field.kinds?.find((one) => one.key === block.kind)
  const name = t('block.item', {
    kind: kind ? named(kind.name) : String(block.kind),
    number: at + 1,
    count,
  })
  const wrong = Object.keys(errors).some((one) => one === path || one.startsWith(`${path}/`))
  const Chevron = folded ? IconChevronRight : IconChevronDown
  return (
    <Box pl="sm" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${name}: ${folded ? t('block.unfold') : t('block.fold')}`}
          aria-expanded={!folded}
          onClick={fold}
        >
          <Chevron size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" fw={600} flex={1}>
          {name}
          {wrong && (
            <Text size="sm" c="var(--mantine-color-error)" span>
              {' '}
              {t('block.wrong')}
            </Text>
          )}
        </Text>
        <ItemButtons name={name} at={at} count={count} disabled={disabled} move={move} remove={remove} />
      </Group>
      {/* Hidden rather than gone: what is being typed and cannot be kept yet stays where it is. */}
      {kind && (
        <Box mt="xs" hidden={folded}>
          <GroupInput
            {...props}
            field={{ ...field, fields: kind.fields }}
            label={named(kind.name)}
            description={undefined}
            error={errors[`${path}/kind`] ?? errors[path]}
            value={block.values}
            onChange={(values) => put({ ...block, values: (values ?? {}) as Block['values'] })}
            path={`${path}/values`}
          />
        </Box>
      )}
    </Box>
  )
}
