import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { forgetFiles, knowFile, type SiteFile } from '../../api/files.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'
import { BulkTrash } from './BulkDelete.tsx'
import { CopyFile, MoveFile } from './PlaceForms.tsx'
import { useOpenFile } from './library-state.ts'
import { Refusals } from './Refusals.tsx'
import type { Outcome } from './bulk.ts'

type Doing = 'move' | 'copy' | 'trash' | 'restore' | 'purge'

/** To another place, away, and back. */
export function FileActions({ file, mayEdit }: { file: SiteFile; mayEdit: boolean }) {
  const { t } = useTranslation('files')
  const can = useCan()
  const { key: site } = useSite()
  const { close: closeFile } = useOpenFile()
  const [doing, setDoing] = useState<Doing>()
  const [outcome, setOutcome] = useState<Outcome>()
  const close = () => setDoing(undefined)
  const button = (what: Doing, red = false) => (
    <Button size="xs" variant="default" {...(red ? { c: 'vermilion' } : {})} onClick={() => setDoing(what)}>
      {t(`do.${what}`)}
    </Button>
  )
  const acts =
    file.trashedAt === null
      ? [
          can('files.write') && mayEdit && button('move'),
          can('files.write') && button('copy'),
          can('files.delete') && mayEdit && button('trash', true),
        ]
      : can('files.delete') && mayEdit
        ? [button('restore'), button('purge', true)]
        : []
  async function restore() {
    knowFile(site, (await client.files.restore({ site, id: file.id })).data)
    tell(t('restored', { name: file.name }))
  }
  async function purge() {
    await client.files.purge({ site, id: file.id })
    tell(t('purged', { name: file.name }))
    closeFile()
    forgetFiles(site)
  }
  return (
    <Stack gap="xs">
      {outcome && <Refusals outcome={outcome} close={() => setOutcome(undefined)} />}
      <Group gap="xs" role="group" aria-label={t('actions')}>
        {acts.map((act, i) => (
          <span key={i}>{act}</span>
        ))}
      </Group>
      {doing === 'move' && <MoveFile file={file} close={close} />}
      {doing === 'copy' && <CopyFile file={file} close={close} />}
      {doing === 'trash' && (
        <BulkTrash
          files={[file]}
          close={close}
          finished={(result) => (result.refused.length > 0 ? setOutcome(result) : closeFile())}
        />
      )}
      <Confirm
        opened={doing === 'restore'}
        title={t('restoreTitle', { name: file.name })}
        act={t('restoreAct')}
        destructive={false}
        close={close}
        run={restore}
      >
        <Text size="sm">{t('restoreText', { path: file.path })}</Text>
      </Confirm>
      <Confirm
        opened={doing === 'purge'}
        title={t('purgeTitle', { count: 1 })}
        act={t('purgeAct', { count: 1 })}
        close={close}
        run={purge}
      >
        <Text size="sm">{t('purgeText')}</Text>
      </Confirm>
    </Stack>
  )
}
