import { ActionIcon, Menu, type ActionIconProps } from '@mantine/core'
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowUp,
  IconGripVertical,
} from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './reorder.css'

type Props = {
  name: string
  at: number
  count: number
  move: (to: number) => void
  /** Other ways to go. */
  children?: ReactNode
} & ActionIconProps &
  Pick<ComponentProps<'button'>, 'onPointerDown' | 'onClickCapture'>

/** What one takes a row by. Pressed instead of pulled, it lists where the row can go: every drag is also a choice in a menu. */
export function ReorderHandle({ name, at, count, move, children, ...drag }: Props) {
  const { t } = useTranslation('reorder')
  const item = (label: string, Icon: typeof IconArrowUp, to: number) => (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={() => move(to)}>
      {label}
    </Menu.Item>
  )
  const isFirst = at === 0
  const isLast = at === count - 1
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          className="reorder-handle"
          aria-label={t('handle', { name })}
          {...drag}
        >
          <IconGripVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isFirst && item(t('up'), IconArrowUp, at - 1)}
        {!isLast && item(t('down'), IconArrowDown, at + 1)}
        {!isFirst && item(t('first'), IconArrowBarToUp, 0)}
        {!isLast && item(t('last'), IconArrowBarToDown, count - 1)}
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
