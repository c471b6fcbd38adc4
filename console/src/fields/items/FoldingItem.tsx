import { ActionIcon, Box, Group, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconCopy, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { hasOpenList, keyOf } from '../../ui/keys.ts'

type Props = {
  name: string
  summary: string
  /** Something in it needs attention. */
  wrong: boolean
  folded: boolean
  disabled: boolean
  handle: ReactNode
  fold: () => void
  /** Undefined where there is room for no more. */
  duplicate: (() => void) | undefined
  remove: () => void
  /** Into its first field. */
  enter: () => void
  /** To the item before or behind it. */
  step: (by: number) => void
  children: ReactNode
}

/**
 * One item of a list: what can be done with it, and its fields unless it is folded. It takes the focus itself: from there the arrows go to
 * its neighbours and Enter goes in; Esc comes back from what lies within.
 */
export function FoldingItem(props: Props) {
  const { name, summary, wrong, folded, disabled, handle, fold, duplicate, remove, enter, step } = props
  const { t } = useTranslation('fields')
  const Chevron = folded ? IconChevronRight : IconChevronDown
  function press(event: KeyboardEvent<HTMLDivElement>) {
    const { target, currentTarget } = event
    // What lies in an item within this one is that one's, and what floats above the page is its own.
    if (!(target instanceof Element) || target.closest('[data-item]') !== currentTarget) return
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    const key = keyOf(event)
    const act =
      target !== currentTarget
        ? key === 'Escape' && !hasOpenList(target)
          ? () => currentTarget.focus()
          : undefined
        : { Enter: enter, ArrowUp: () => step(-1), ArrowDown: () => step(1) }[key ?? '']
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const button = (label: string, Icon: typeof IconTrash, act: () => void) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      disabled={disabled}
      aria-label={`${name}: ${label}`}
      title={label}
      onClick={act}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  )
  return (
    <Box
      role="group"
      tabIndex={0}
      data-item
      className="folding-item"
      aria-label={wrong ? `${name} ${t('block.wrong')}` : name}
      onKeyDown={press}
    >
      <Group gap={4} wrap="nowrap">
        {handle}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${name}: ${folded ? t('block.unfold') : t('block.fold')}`}
          aria-expanded={!folded}
          onClick={fold}
        >
          <Chevron size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" flex={1} miw={0} truncate onClick={fold} style={{ cursor: 'pointer' }}>
          <Text span size="sm" fw={600}>
            {name}
          </Text>
          {wrong && (
            <Text size="sm" c="var(--mantine-color-error)" span>
              {' '}
              {t('block.wrong')}
            </Text>
          )}
          {folded && summary !== '' && (
            <Text size="sm" c="dimmed" span>
              {' '}
              {summary}
            </Text>
          )}
        </Text>
        {duplicate && button(t('duplicate'), IconCopy, duplicate)}
        {button(t('remove'), IconTrash, remove)}
      </Group>
      {/* Where something is wrong it is hidden rather than gone: what cannot be kept yet lives in its input alone. */}
      {(!folded || wrong) && (
        <Stack mt="xs" hidden={folded} data-item-fields>
          {props.children}
        </Stack>
      )}
    </Box>
  )
}
