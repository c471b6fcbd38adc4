import type { Verification } from '@dozo/client'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'

type Props = { verification: ReturnType<typeof useVerification> }

/** Reads the whole chain again, when somebody asks for it: that takes as long as the log is. */
export function useVerification() {
  const { key: site } = useSite()
  return useMutation({
    mutationFn: async () => ({
      told: (await client.audit.verify({ site })).data,
      at: new Date().toISOString(),
    }),
  })
}

export function VerifyButton({ verification }: Props) {
  const { t } = useTranslation('audit')
  return (
    <Button variant="default" loading={verification.isPending} onClick={() => verification.mutate()}>
      {t('verify')}
    </Button>
  )
}

/** Intact up to where, or broken at which record and what to do then. */
export function VerifyResult({ verification: { data, error } }: Props) {
  const { t, i18n } = useTranslation('audit')
  const { timeZone } = useSite()
  if (error) return <Trouble error={error} />
  if (!data) return null
  const { told, at } = data
  const checked = t('checkedAt', { at: moment(at, timeZone) })
  if (told.firstBad) return <Broken bad={told.firstBad} checked={checked} />
  const more = [
    checked,
    ...(told.sealedUpTo ? [t('sealedUpTo', { at: moment(told.sealedUpTo, timeZone) })] : []),
    ...(told.waiting > 0 ? [t('waiting', { count: told.waiting })] : []),
  ]
  return (
    <Alert
      role="status"
      color="moss"
      icon={<IconRosetteDiscountCheck aria-hidden />}
      title={told.records === 0 ? t('empty') : t('intact', { records: told.records })}
    >
      <Text size="sm">{more.join(i18n.language === 'ja' ? '' : ' ')}</Text>
    </Alert>
  )
}

function Broken({ bad, checked }: { bad: NonNullable<Verification['firstBad']>; checked: string }) {
  const { t, i18n } = useTranslation('audit')
  const key = `broken.${bad.reason}`
  return (
    <Alert
      role="alert"
      color="vermilion"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('broken', { record: bad.sequence })}
    >
      <Stack gap={4}>
        <Text size="sm">
          {i18n.exists(key, { ns: 'audit' }) ? t(key as 'broken.changed') : bad.reason} {checked}
        </Text>
        <Text size="sm">{t('brokenNext')}</Text>
      </Stack>
    </Alert>
  )
}
