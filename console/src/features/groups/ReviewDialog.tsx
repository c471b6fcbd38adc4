import type { Group } from '@dozo/client'
import { Button, Group as Row, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupForm } from './group-form.ts'
import { Sentences } from './Sentences.tsx'

type Props = {
  base: Group | undefined
  form: GroupForm
  close: () => void
  run: () => Promise<unknown>
}

/** Before a group is saved: what it will mean to those who are in it, in sentences. */
export function ReviewDialog({ base, form, close, run }: Props) {
  const { t } = useTranslation(['groups', 'shell'])
  const [busy, setBusy] = useState(false)
  async function go() {
    setBusy(true)
    await run()
    close()
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t(base ? 'review' : 'reviewNew')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Stack>
        <Sentences before={base} after={form} />
        {base && base.members > 0 && (
          <Text size="sm" c="dimmed">
            {t('reaches', { count: base.members })}
          </Text>
        )}
        <Row justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('shell:cancel')}
          </Button>
          <Button loading={busy} data-autofocus onClick={() => void go()}>
            {t(base ? 'reviewAct' : 'createAct')}
          </Button>
        </Row>
      </Stack>
    </Modal>
  )
}
