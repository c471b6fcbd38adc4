import { useDisclosure } from '@mantine/hooks'
import { useImperativeHandle, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../ui/Confirm.tsx'

/** How to ask an editor to be closed: it saves what it can, and asks when something would be lost. */
export type Closing = { leave: () => Promise<void> }

type Props = {
  ref: Ref<Closing>
  dirty: boolean
  settle: () => Promise<boolean>
  close: () => void
}

export function CloseGuard({ ref, dirty, settle, close }: Props) {
  const { t } = useTranslation('shell')
  const [asking, ask] = useDisclosure()
  useImperativeHandle(ref, () => ({
    async leave() {
      if (!dirty || (await settle())) close()
      else ask.open()
    },
  }))
  return (
    <Confirm
      title={t('leave')}
      act={t('leaveAct')}
      opened={asking}
      close={ask.close}
      run={async () => close()}
    >
      {t('leaveText')}
    </Confirm>
  )
}
