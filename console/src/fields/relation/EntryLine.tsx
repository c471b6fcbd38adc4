import type { Entry } from '@dozo/client'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSite } from '../../api/session.ts'
import { EntryState } from '../../ui/EntryState.tsx'
import { day } from '../../ui/when.ts'
import { Thumbnail } from '../file/ChosenFile.tsx'
import type { Shown } from '../file/use-files.ts'

type Props = {
  entry: Entry
  picture: Shown | undefined
  /** Of which type it is, where there are several. */
  typeName: string | undefined
  /** Stands instead of the plain title: a way to it. */
  title?: ReactNode
}

/** An entry in a line: its picture, its title, what readers see of it, and when it was changed. */
export function EntryLine({ entry, picture, typeName, title }: Props) {
  const { timeZone } = useSite()
  return (
    <Group gap="xs" wrap="nowrap" flex={1} miw={0}>
      {picture && <Thumbnail shown={picture} size={32} />}
      <div style={{ flex: 1, minWidth: 0 }}>
        {title ?? (
          <Text size="sm" truncate>
            {entry.title}
          </Text>
        )}
        <Text size="xs" c="dimmed" truncate>
          {[typeName, day(entry.updatedAt, timeZone)].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <EntryState entry={entry} />
    </Group>
  )
}
