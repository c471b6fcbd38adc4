import { Button, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../../api/session.ts'
import { paths } from '../../../paths.ts'
import { Page } from '../../../ui/Page.tsx'
import { Surface } from '../../../ui/Surface.tsx'
import { To } from '../../../ui/To.tsx'
import { Trouble } from '../../../ui/Trouble.tsx'
import { Upload } from './Upload.tsx'
import { downloadModel } from './write.ts'

/** The model of a site as files: all of it to take away, and files to bring in. */
export function ModelFilesPage() {
  const { t } = useTranslation(['modelFiles', 'contentTypes'])
  const { key: site } = useSite()
  const can = useCan()
  const download = useMutation({ mutationFn: () => downloadModel(site) })
  return (
    <Page
      width="writing"
      title={t('title')}
      lead={t('lead')}
      above={
        <To size="sm" to={paths.contentTypes} params={{ site }}>
          {t('contentTypes:title')}
        </To>
      }
    >
      <Surface>
        <Stack gap="sm" align="flex-start">
          <Title order={2}>{t('download')}</Title>
          <Text size="sm">{t('downloadHelp')}</Text>
          {download.error && <Trouble error={download.error} />}
          <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
            {t('downloadAll')}
          </Button>
        </Stack>
      </Surface>
      <Surface>
        <Stack gap="sm">
          <Title order={2}>{t('upload')}</Title>
          <Text size="sm">{t(can('content-types.write') ? 'uploadHelp' : 'uploadRight')}</Text>
          {can('content-types.write') && <Upload />}
        </Stack>
      </Surface>
    </Page>
  )
}
