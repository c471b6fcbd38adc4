import type { ContentType, Entry, RestoreBody, Version } from '@dozo/client'
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { State } from '../../ui/State.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { Differences } from './Differences.tsx'
import type { Draft } from './draft.ts'
import type { Saving } from './saving.ts'

type Props = { type: ContentType; draft: Draft; saving: Saving; close: () => void }

/** Every version there has been, newest first: what it changed, and the way back to it. */
export function VersionsDrawer({ type, draft, saving, close }: Props) {
  const { t } = useTranslation(['entries', 'shell'])
  const { key: site } = useSite()
  const base = draft.base!
  const versions = useQuery({
    queryKey: ['versions', site, base.id],
    queryFn: async () => (await client.entries.versions({ site, id: base.id })).data,
  })
  const { restore } = saving
  const act = (body: RestoreBody) =>
    restore.mutate(body, {
      onSuccess() {
        tell(t(body.fields ? 'restoredOne' : 'restored', { version: body.version }))
        close()
      },
    })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={t('versionsTitle')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Stack>
        {restore.error && <Trouble error={restore.error} />}
        {draft.dirty && base.can.update && <Text size="sm">{t('restoreLoses')}</Text>}
        <Loaded query={versions}>
          {(list) => (
            <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
              {list.map((one, i) => (
                <VersionItem
                  key={one.version}
                  type={type}
                  entry={base}
                  version={one}
                  before={list[i + 1]?.version}
                  restore={base.can.update && one.version !== base.version ? act : undefined}
                />
              ))}
            </Stack>
          )}
        </Loaded>
      </Stack>
    </Drawer>
  )
}

type ItemProps = {
  type: ContentType
  entry: Entry
  version: Version
  before: number | undefined
  restore: ((body: RestoreBody) => void) | undefined
}

function VersionItem({ type, entry, version, before, restore }: ItemProps) {
  const { t } = useTranslation(['entries', 'shell'])
  const { timeZone } = useSite()
  const [shown, setShown] = useState<'before' | 'now'>()
  const button = (what: 'before' | 'now', label: string) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-expanded={shown === what}
      onClick={() => setShown(shown === what ? undefined : what)}
    >
      {label}
    </Button>
  )
  return (
    <li>
      <Surface p="sm">
        <Group gap="xs">
          <Text fw={600} size="sm">
            {t('version', { version: version.version })}
          </Text>
          {version.live && <State tone="good">{t('versionLive')}</State>}
          {version.open && <State tone="waiting">{t('versionOpen')}</State>}
          {version.version === entry.version && <State tone="plain">{t('versionNow')}</State>}
        </Group>
        <Text size="sm" c="dimmed">
          {t(`kind.${version.kind}`)} – {moment(version.at, timeZone)} – {version.by?.name ?? t('someone')}
        </Text>
        {version.note && <Text size="sm">{version.note}</Text>}
        <Group gap="xs" mt="xs">
          {before !== undefined && button('before', t('compareBefore'))}
          {version.version !== entry.version && button('now', t('compareNow'))}
          {restore && (
            <Button size="compact-sm" variant="default" onClick={() => restore({ version: version.version })}>
              {t('restore', { version: version.version })}
            </Button>
          )}
        </Group>
        {shown === 'before' && before !== undefined && (
          <Differences type={type} id={entry.id} from={before} to={version.version} />
        )}
        {shown === 'now' && (
          <Differences
            type={type}
            id={entry.id}
            from={version.version}
            to={entry.version}
            restore={restore && ((place) => restore({ version: version.version, fields: [place] }))}
          />
        )}
      </Surface>
    </li>
  )
}
