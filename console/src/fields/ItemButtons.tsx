import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = {
  /** What the item is called to who cannot see it: `Item 2 of 3`. */
  name: string
  at: number
  count: number
  disabled: boolean
  move: (to: number) => void
  remove: () => void
}

/** One item of a list goes up, down, or away. */
export function ItemButtons({ name, at, count, disabled, move, remove }: Props) {
  const { t } = useTranslation('fields')
  const button = (act: string, Icon: typeof IconTrash, off: boolean, run: () => void) => (
    <ActionIcon variant="default" aria-label={`${name}: ${act}`} disabled={off || disabled} onClick={run}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  )
  return (
    <>
      {button(t('moveUp'), IconArrowUp, at === 0, () => move(at - 1))}
      {button(t('moveDown'), IconArrowDown, at === count - 1, () => move(at + 1))}
      {button(t('remove'), IconTrash, false, remove)}
    </>
  )
}
