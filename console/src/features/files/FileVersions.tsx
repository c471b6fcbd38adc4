import type { FileVersion } from '@dozo/client'
import { Button, FileButton, Group, Stack, Text, Title } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { knowFile, type SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { sizeOf } from '../../ui/size.ts'
import { State } from '../../ui/State.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { useUploads } from './uploads/queue.ts'
import { UploadLine } from './uploads/UploadLine.tsx'
import { useEnqueue } from './use-enqueue.ts'

/** What was at the address before, and the way to put something else there. */
export function FileVersions({ file, mayWrite }: { file: SiteFile; mayWrite: boolean }) {
  const { t } = useTranslation('files')
  const { key: site, timeZone } = useSite()
  const versions = useQuery({
    queryKey: ['file-versions', site, file.id],
    queryFn: async () => (await client.files.versions({ site, id: file.id })).data,
  })
  const restore = useMutation({
    mutationFn: async ({ version }: FileVersion) =>
      (
        await client.files['restore-version']({
          site,
          id: file.id,
          version: String(version),
          ifMatch: file.etag,
        })
      ).data,
    onSuccess(saved) {
      knowFile(site, saved)
      tell(t('versionRestored', { version: saved.version }))
    },
  })
  const facts = (one: FileVersion) =>
    [moment(one.createdAt, timeZone), sizeOf(one.size), one.width && `${one.width} × ${one.height}`]
      .filter(Boolean)
      .join(' · ')
  return (
    <Stack component="section" aria-label={t('versions')} gap="xs">
      <Title order={2}>{t('versions')}</Title>
      {mayWrite && <Replace file={file} />}
      {restore.error && <Trouble error={restore.error} />}
      <Loaded query={versions}>
        {(list) => (
          <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
            {list.map((one) => (
              <li key={one.version}>
                <Group gap="xs">
                  <Text size="sm" fw={600}>
                    {t('version', { version: one.version })}
                  </Text>
                  {one.version === file.version && <State tone="plain">{t('versionNow')}</State>}
                  {one.held && <State tone="waiting">{t('held')}</State>}
                </Group>
                <Text size="xs" c="dimmed">
                  {facts(one)}
                </Text>
                {!one.held && one.version !== file.version && (
                  <Group gap="xs" mt={4}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      component="a"
                      href={`/manage/v1/sites/${site}/files/${file.id}/versions/${one.version}/content`}
                      download={file.name}
                    >
                      {t('downloadVersion', { version: one.version })}
                    </Button>
                    {mayWrite && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        loading={restore.isPending}
                        onClick={() => restore.mutate(one)}
                      >
                        {t('restoreVersion', { version: one.version })}
                      </Button>
                    )}
                  </Group>
                )}
              </li>
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}

/** New bytes for the same address, by the queue of uploads. */
function Replace({ file }: { file: SiteFile }) {
  const { t } = useTranslation('files')
  const enqueue = useEnqueue()
  // The panel of uploads lies behind this drawer.
  const coming = useUploads().filter(
    ({ target, state }) => target.replaces?.id === file.id && state !== 'done',
  )
  const reset = useRef<() => void>(null)
  return (
    <>
      <Group gap="xs">
        <FileButton
          resetRef={reset}
          inputProps={{ 'aria-label': t('replace') }}
          onChange={(chosen) => {
            const replaces = { id: file.id, etag: file.etag }
            if (chosen) enqueue([chosen], { folder: file.folder, replaces })
            reset.current?.()
          }}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconUpload size={14} aria-hidden />}>
              {t('replace')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {t('replaceHelp')}
        </Text>
      </Group>
      {coming.length > 0 && (
        <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
          {coming.map((one) => (
            <UploadLine key={one.key} upload={one} />
          ))}
        </Stack>
      )}
    </>
  )
}
