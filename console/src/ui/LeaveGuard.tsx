import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Confirm } from './Confirm.tsx'

/** Asks before a page with unsaved words is left, by a link or by closing the tab. */
export function LeaveGuard({ dirty, onLeave }: { dirty: boolean; onLeave?: () => void }) {
  const { t } = useTranslation('shell')
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  return (
    <Confirm
      title={t('leave')}
      act={t('leaveAct')}
      opened={blocker.status === 'blocked'}
      close={() => blocker.reset?.()}
      run={async () => {
        onLeave?.()
        blocker.proceed?.()
      }}
    >
      {t('leaveText')}
    </Confirm>
  )
}
