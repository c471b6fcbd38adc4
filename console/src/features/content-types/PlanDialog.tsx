import type { ChangeStep } from '@dozo/client'
import { List, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../ui/Confirm.tsx'

type Props = { plan: ChangeStep[]; close: () => void; run: () => Promise<void> }

/** What a change would do, what loses something first. */
export function PlanDialog({ plan, close, run }: Props) {
  const { t } = useTranslation('contentTypes')
  const sorted = plan.toSorted((a, b) => Number(b.destructive) - Number(a.destructive))
  return (
    <Confirm title={t('planTitle')} act={t('planAct')} opened close={close} run={run}>
      <Text size="sm">{t('planText')}</Text>
      <List size="sm" spacing="xs">
        {sorted.map((step) => (
          <List.Item
            key={step.path + step.code}
            icon={
              step.destructive ? (
                <IconAlertTriangle size={16} color="var(--mantine-color-error)" aria-label={t('loses')} />
              ) : (
                <IconCheck size={16} aria-hidden />
              )
            }
          >
            {step.message}
          </List.Item>
        ))}
      </List>
    </Confirm>
  )
}
