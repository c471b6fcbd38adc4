import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Trouble } from './Trouble.tsx'

type Props = {
  title: string
  /** The verb on the button: what will be done, to what. */
  act: string
  destructive?: boolean
  /** Why it cannot be done yet. */
  unready?: string
  opened: boolean
  close: () => void
  run: () => Promise<void>
  children?: ReactNode
}

/** Asks before something that cannot be taken back. Stays open, with the reason, when it was refused. */
export function Confirm({ title, act, destructive = true, unready, opened, close, run, children }: Props) {
  const { t } = useTranslation('shell')
  const reason = useId()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const leave = () => {
    setError(undefined)
    close()
  }
  async function go() {
    setBusy(true)
    try {
      await run()
      leave()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={leave} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {children}
        {error !== undefined && <Trouble error={error} />}
        {unready && (
          <Text size="sm" c="dimmed" ta="end" id={reason}>
            {unready}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={leave}>
            {t('cancel')}
          </Button>
          <Button
            {...(destructive ? { color: 'vermilion' } : {})}
            loading={busy}
            disabled={unready !== undefined}
            aria-describedby={unready === undefined ? undefined : reason}
            data-autofocus
            onClick={() => void go()}
          >
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
