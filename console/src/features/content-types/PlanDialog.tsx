import type { ChangeStep } from '@dozo/client'
import { Checkbox, List, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../ui/Confirm.tsx'

type Props = { plan: ChangeStep[]; close: () => void; run: (convert: boolean) => Promise<void> }

/** What a change would do, what loses something first. */
export function PlanDialog({ plan, close, run }: Props) {
  const { t } = useTranslation('contentTypes')
  const [convert, setConvert] = useState(true)
  const convertible = plan.some((step) => step.unconverted !== undefined)
  const sorted = plan.toSorted((a, b) => Number(b.destructive) - Number(a.destructive))
  const reachOf = ({ entries = 0, looked = 0, unfit, unconverted }: ChangeStep) =>
    [
      t('planEntries', { count: entries }),
      ...(unfit === undefined ? [] : [t('planUnfit', { count: unfit, looked })]),
      ...(unconverted === undefined ? [] : [t('planUnconverted', { count: unconverted })]),
    ].join(' ')
  return (
    <Confirm
      title={t('planTitle')}
      act={t('planAct')}
      opened
      close={close}
      run={() => run(convertible && convert)}
    >
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
            {step.entries !== undefined && <Text size="xs">{reachOf(step)}</Text>}
          </List.Item>
        ))}
      </List>
      {convertible && (
        <Checkbox
          label={t('planConvert')}
          description={t('planConvertHelp')}
          checked={convert}
          onChange={(event) => setConvert(event.currentTarget.checked)}
        />
      )}
    </Confirm>
  )
}
