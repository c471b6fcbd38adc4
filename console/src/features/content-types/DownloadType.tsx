import type { ContentType } from '@dozo/client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { warn } from '../../ui/toast.ts'

/** The definition as it is saved, as a model file. */
export function DownloadType({ type }: { type: ContentType }) {
  const { t } = useTranslation(['modelFiles', 'shell'])
  const { key: site } = useSite()
  const download = useMutation({
    // What writes files comes when somebody wants one.
    mutationFn: async () => (await import('./model-files/write.ts')).downloadType(site, type.key),
    onError: () => warn(t('shell:unreachable')),
  })
  return (
    <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
      {t('downloadOne')}
    </Button>
  )
}
