import type { ContentType, Entry } from '@dozo/client'
import { Anchor, Drawer, Stack, Text } from '@mantine/core'
import { useContext, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import type { Opening } from '../../fields/relation/opening.ts'
import { paths } from '../../paths.ts'
import { DialogDepth, hasOpenList, keyOf } from '../../ui/keys.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { useLink } from '../../ui/To.tsx'
import type { Closing } from './CloseGuard.tsx'
import { EntryEditor, type Over } from './EntryEditor.tsx'
import { useOpened } from './opened.ts'

type Props = { opening: Opening; close: () => void }

/** Another entry over the one that is being written, which keeps its place: closed, one goes on where one was. */
export function EntryAside({ opening, close }: Props) {
  const { t } = useTranslation(['entries', 'shell'])
  const named = useNamed()
  const depth = useContext(DialogDepth)
  const closing = useRef<Closing>(null)
  const [created, setCreated] = useState<Entry>()
  const [name, setName] = useState<string>()
  const type = useContentTypes().data?.find(({ key }) => key === opening.type)
  const id = opening.id ?? created?.id
  // An editor that could not be opened has nothing to lose.
  const leave = () => (closing.current ? void closing.current.leave() : close())
  function press(event: KeyboardEvent<HTMLElement>) {
    const { target, currentTarget } = event
    const within = target instanceof Element && currentTarget.contains(target)
    if (!within || event.defaultPrevented || keyOf(event) !== 'Escape' || hasOpenList(target)) return
    event.stopPropagation()
    leave()
  }
  const editor = { closing, close, named: setName, title: opening.title }
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={`min(${820 - depth * 60}px, 100vw)`}
      title={name ?? (type && t('newTitle', { name: named(type.name) }))}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
      // Esc belongs first to what is open or under way within it.
      closeOnEscape={false}
      onKeyDown={press}
      styles={{ title: { overflowWrap: 'anywhere', fontWeight: 600 } }}
    >
      <DialogDepth value={depth + 1}>
        <Stack>
          {id !== undefined && <Elsewhere type={opening.type} id={id} />}
          {type && opening.id === undefined && (
            <EntryEditor
              type={type}
              entry={undefined}
              over={editor}
              onCreated={(entry) => {
                setCreated(entry)
                opening.onCreated?.(entry)
              }}
            />
          )}
          {type && opening.id !== undefined && <Existing type={type} id={opening.id} over={editor} />}
        </Stack>
      </DialogDepth>
    </Drawer>
  )
}

type ExistingProps = { type: ContentType; id: string; over: Over }

const Existing = ({ type, id, over }: ExistingProps) => (
  <Loaded query={useOpened(id)}>{(entry) => <EntryEditor type={type} entry={entry} over={over} />}</Loaded>
)

function Elsewhere({ type, id }: { type: string; id: string }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const { href } = useLink({ to: paths.entry, params: { site, type, id } })
  return (
    <Text size="sm">
      <Anchor href={href} target="_blank" rel="noreferrer" size="sm">
        {t('openTab')}
      </Anchor>
    </Text>
  )
}
