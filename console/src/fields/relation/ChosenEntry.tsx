import type { Entry } from '@dozo/client'
import { ActionIcon, Anchor, Group, Text } from '@mantine/core'
import { IconExternalLink, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useLink } from '../../ui/To.tsx'
import type { Shown } from '../file/use-files.ts'
import { EntryLine } from './EntryLine.tsx'

type Props = {
  id: string
  /** Undefined while it is asked for. */
  entry: Entry | undefined
  gone: boolean
  picture: Shown | undefined
  typeName: string | undefined
  handle: ReactNode
  error: string | undefined
  /** Opens it over the page. */
  open: (() => void) | undefined
  remove: (() => void) | undefined
  removeLabel: string
}

/** An entry that a relation points to, and the ways to it. */
export function ChosenEntry(props: Props) {
  const { id, entry, gone, picture, typeName, handle, error, open, remove, removeLabel } = props
  const { t } = useTranslation('fields')
  const { key: site } = useSite()
  const { href } = useLink({ to: paths.entry, params: { site, type: entry?.type ?? '', id } })
  return (
    <div>
      <Group gap={4} wrap="nowrap">
        {handle}
        {entry ? (
          <EntryLine
            entry={entry}
            picture={picture}
            typeName={typeName}
            title={
              open && (
                <Anchor component="button" type="button" size="sm" ta="start" onClick={open}>
                  {entry.title}
                </Anchor>
              )
            }
          />
        ) : (
          <Text size="sm" c="dimmed" flex={1} miw={0}>
            {gone ? t('entryGone') : ' '} {gone && id}
          </Text>
        )}
        {entry && (
          <ActionIcon
            component="a"
            href={href}
            target="_blank"
            rel="noreferrer"
            variant="subtle"
            color="gray"
            aria-label={t('openElsewhere', { name: entry.title })}
            title={t('openElsewhere', { name: entry.title })}
          >
            <IconExternalLink size={16} aria-hidden />
          </ActionIcon>
        )}
        {remove && (
          <ActionIcon variant="subtle" color="gray" aria-label={removeLabel} onClick={remove}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </div>
  )
}
