import type { Import } from '@dozo/client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { ToButton } from '../../ui/To.tsx'
import { warn } from '../../ui/toast.ts'
import { useReason } from '../../ui/Trouble.tsx'
import { heldFor, sendImport } from './held.ts'

/**
 * What comes after an import: the real one after a check, and the refused lines once they are mended. `isLast`: nothing was imported into the
 * type since.
 */
export function NextSteps({ one, isLast }: { one: Import; isLast: boolean }) {
  const { t } = useTranslation('imports')
  const can = useCan()
  const reason = useReason()
  const { key: site } = useSite()
  const held = heldFor(one.id)
  const send = useMutation({
    mutationFn: () => sendImport(site, held!, { dryRun: false, checked: one.id }),
    onError: (error) => warn(error instanceof DOMException ? t('fileGone') : reason(error)),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['imports', site] }),
  })
  if (!can('imports.write')) return null
  const checked = one.dryRun && one.status === 'done' && one.failed < (one.total ?? 0)
  const small = { size: 'compact-sm', variant: 'default' } as const
  return (
    <>
      {checked && held && (
        <Button size="compact-sm" loading={send.isPending} onClick={() => send.mutate()}>
          {t('importNow')}
        </Button>
      )}
      {checked && !held && isLast && (
        <ToButton {...small} to={paths.newImport} params={{ site }} search={{ like: one.id }}>
          {t('fileAgain')}
        </ToButton>
      )}
      {one.hasRefused && (
        <>
          <Button
            component="a"
            {...small}
            href={`/manage/v1/sites/${site}/imports/${one.id}/refused`}
            download
          >
            {t('errors')}
          </Button>
          <ToButton {...small} to={paths.newImport} params={{ site }} search={{ like: one.id }}>
            {t('mend')}
          </ToButton>
        </>
      )}
    </>
  )
}
