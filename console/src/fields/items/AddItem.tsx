import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Ref } from 'react'

export type Choice = { key: string; label: string }

type Props = {
  label: string
  /** Among others, where there is little room. */
  small?: boolean
  disabled?: boolean
  choices: readonly Choice[]
  add: (key: string) => void
  ref?: Ref<HTMLButtonElement>
}

/** Adds an item to a list: at once where there is one kind of it, from a menu of the kinds otherwise. */
export function AddItem({ choices, add, ...shown }: Props) {
  const [only] = choices
  if (only && choices.length === 1) return <Plus {...shown} onClick={() => add(only.key)} />
  return (
    // What is added takes the focus; Esc still gives it back.
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Plus {...shown} />
      </Menu.Target>
      <Menu.Dropdown mah="min(60vh, 420px)" style={{ overflowY: 'auto' }}>
        {choices.map(({ key, label }) => (
          <Menu.Item key={key} onClick={() => add(key)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

type PlusProps = Omit<Props, 'choices' | 'add'> & { onClick?: () => void }

/** What a menu that is opened by it gives it comes along. */
function Plus({ label, small = false, disabled = false, ref, ...more }: PlusProps) {
  return small ? (
    <ActionIcon ref={ref} variant="subtle" color="gray" size={24} aria-label={label} {...more}>
      <IconPlus size={14} aria-hidden />
    </ActionIcon>
  ) : (
    <Button
      ref={ref}
      variant="default"
      size="xs"
      w="fit-content"
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={disabled}
      {...more}
    >
      {label}
    </Button>
  )
}
