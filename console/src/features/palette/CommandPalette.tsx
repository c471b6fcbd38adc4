import {
  Combobox,
  Group,
  Modal,
  ScrollArea,
  Text,
  TextInput,
  VisuallyHidden,
  useCombobox,
} from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { useFoundItems } from './found-items.ts'
import { narrowed, type Item, type ItemGroup } from './items.ts'
import { useOwnItems, useSiteItems, type OwnActs } from './own-items.ts'

type Props = { close: () => void } & OwnActs

/** Everything there is to go to, to make and to find, from anywhere by the first letters of its name. */
export function CommandPalette(props: Props) {
  const { t } = useTranslation('palette')
  const { site } = useParams({ strict: false })
  const { sites } = useSession()
  const within = sites.some(({ key }) => key === site)
  return (
    <Modal
      opened
      onClose={props.close}
      withCloseButton={false}
      centered={false}
      yOffset="10vh"
      size={620}
      padding={0}
      attributes={{ content: { 'aria-label': t('title') } }}
      // What is chosen takes the focus to where it leads.
      returnFocus={false}
    >
      {within ? <OfSite {...props} /> : <OfOneself {...props} />}
    </Modal>
  )
}

function OfSite({ close, ...acts }: Props) {
  const [text, setText] = useState('')
  const groups = narrowed([...useSiteItems(), ...useOwnItems(acts)], text)
  const found = useFoundItems(text)
  return (
    <Chooser text={text} setText={setText} close={close} {...found} groups={[...groups, ...found.groups]} />
  )
}

function OfOneself({ close, ...acts }: Props) {
  const [text, setText] = useState('')
  const groups = narrowed(useOwnItems(acts), text)
  return (
    <Chooser text={text} setText={setText} close={close} groups={groups} searching={false} error={null} />
  )
}

type ChooserProps = {
  text: string
  setText: (text: string) => void
  close: () => void
  groups: readonly ItemGroup[]
  searching: boolean
  error: unknown
}

function Chooser({ text, setText, close, groups, searching, error }: ChooserProps) {
  const { t } = useTranslation('palette')
  // Esc asks the list to close: there is nothing of it left then.
  const list = useCombobox({ opened: true, onDropdownClose: close })
  const items = groups.flatMap((group) => group.items)
  const shown = items.map(({ id }) => id).join()
  // The list says what it is called when it has been drawn; only then the input can say that it is open.
  const [, drawn] = useState(false)
  useEffect(() => drawn(true), [])
  // The first one is ready for Enter, whatever comes in.
  useEffect(() => {
    list.selectFirstOption()
    // oxlint-disable-next-line react/exhaustive-deps -- the store is another object each time
  }, [shown])
  function run(id: string) {
    close()
    items.find((item) => item.id === id)?.act()
  }
  return (
    <Combobox store={list} onOptionSubmit={run}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          role="combobox"
          size="md"
          m="sm"
          mb={4}
          aria-label={t('title')}
          placeholder={t('placeholder')}
          leftSection={<IconSearch size={18} aria-hidden />}
          leftSectionPointerEvents="none"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label={t('title')}>
        <ScrollArea.Autosize mah="min(56vh, 460px)" type="scroll" px="xs" pb="xs">
          {groups.map((group) => (
            <Combobox.Group key={group.label} label={group.label}>
              {group.items.map((item) => (
                <Line key={item.id} item={item} />
              ))}
            </Combobox.Group>
          ))}
          {items.length === 0 && !searching && (
            <Text size="sm" p="sm">
              {t('nothing', { words: text.trim() })}
            </Text>
          )}
        </ScrollArea.Autosize>
      </Combobox.Options>
      {error !== null && <Trouble error={error} />}
      <Text size="xs" c="dimmed" px="md" py="xs">
        {searching ? t('searching') : t('hint')}
      </Text>
      <VisuallyHidden role="status">{searching ? '' : t('found', { count: items.length })}</VisuallyHidden>
    </Combobox>
  )
}

function Line({ item: { id, label, hint, Icon } }: { item: Item }) {
  return (
    <Combobox.Option value={id}>
      <Group gap="sm" wrap="nowrap">
        <Icon size={16} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" truncate style={{ flex: 1 }}>
          {label}
        </Text>
        {hint !== undefined && (
          <Text size="xs" c="dimmed" truncate maw="45%">
            {hint}
          </Text>
        )}
      </Group>
    </Combobox.Option>
  )
}
