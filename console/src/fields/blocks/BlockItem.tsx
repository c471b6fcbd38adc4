import type { Block } from '@dozo/content-model/fields/blocks'
import { ActionIcon, Box, Group, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import type { InputProps } from '../field-ui.ts'
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
  const button = (act: string, Icon: typeof IconTrash, off: boolean, run: () => void) => (
    <ActionIcon variant="default" aria-label={`${name}: ${act}`} disabled={off || disabled} onClick={run}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  )
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
        {button(t('moveUp'), IconArrowUp, at === 0, () => move(at - 1))}
        {button(t('moveDown'), IconArrowDown, at === count - 1, () => move(at + 1))}
        {button(t('remove'), IconTrash, false, remove)}
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
