import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { NameOf } from './place-names.ts'
import { Trouble } from './Trouble.tsx'

type Props = {
  title: string
  /** The verb on the button: what will be done, to what. */
  act: string
  close: () => void
  /** Closes the dialog unless it throws. */
  run: () => Promise<unknown>
  nameOf?: NameOf
  children: ReactNode
}

/** A short form that does one thing. Stays open, with the reason, when it was refused. */
export function Ask({ title, act, close, run, nameOf, children }: Props) {
  const { t } = useTranslation('shell')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      await run()
      close()
    } catch (refused) {
      setError(refused)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {error !== undefined && <Trouble error={error} {...(nameOf ? { nameOf } : {})} />}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
