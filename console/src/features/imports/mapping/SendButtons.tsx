import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../../../api/client.ts'
import { useSite } from '../../../api/session.ts'
import { paths } from '../../../paths.ts'
import { Trouble } from '../../../ui/Trouble.tsx'
import { sendImport, type Sent } from '../held.ts'

/** Every row is checked first, or comes in at once. Both go on by themselves, and are followed on the page of imports. */
export function SendButtons({ sent, unready }: { sent: Sent; unready: string | undefined }) {
  const { t } = useTranslation('imports')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const reason = useId()
  const send = useMutation({
    mutationFn: (dryRun: boolean) => sendImport(site, sent, { dryRun }),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['imports', site] })
      void navigate({ to: paths.imports, params: { site } } as never)
    },
  })
  const button = (dryRun: boolean) => (
    <Button
      variant={dryRun ? 'filled' : 'default'}
      loading={send.isPending && send.variables === dryRun}
      disabled={unready !== undefined || send.isPending}
      aria-describedby={unready === undefined ? undefined : reason}
      onClick={() => send.mutate(dryRun)}
    >
      {t(dryRun ? 'check' : 'beginAct')}
    </Button>
  )
  return (
    <Stack gap="xs">
      {send.error instanceof DOMException ? (
        <Text size="sm" c="vermilion" role="alert">
          {t('fileGone')}
        </Text>
      ) : (
        send.error && <Trouble error={send.error} />
      )}
      {unready && (
        <Text size="sm" c="vermilion" id={reason}>
          {unready}
        </Text>
      )}
      <Group>
        {button(true)}
        {button(false)}
      </Group>
      <Text size="sm" c="dimmed">
        {t('dryRunHelp')}
      </Text>
    </Stack>
  )
}
