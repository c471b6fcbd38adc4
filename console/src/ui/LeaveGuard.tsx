import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Confirm } from './Confirm.tsx'

type Props = {
  dirty: boolean
  /** Saves what it can, where that needs no question; says whether all of it is. */
  settle?: () => Promise<boolean>
  onLeave?: () => void
}

/** Asks before a page with unsaved words is left, by a link or by closing the tab. */
export function LeaveGuard({ dirty, settle, onLeave }: Props) {
  const { t } = useTranslation('shell')
  const blocker = useBlocker({
    shouldBlockFn: async () => dirty && !(await settle?.()),
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
