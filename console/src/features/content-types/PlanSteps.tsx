import type { ChangeStep } from '@dozo/client'
import { Checkbox, List, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** A step as the server or the content model says it. */
export type ShownStep = Pick<ChangeStep, 'path' | 'code' | 'message' | 'destructive'> & Partial<ChangeStep>

/** Whether values that are there may go; a field that is empty everywhere loses none. */
export const losesValues = (steps: readonly ShownStep[]): boolean =>
  steps.some((step) => step.destructive && step.entries !== 0)
export const canConvert = (steps: readonly ShownStep[]): boolean =>
  steps.some((step) => step.unconverted !== undefined)

/** What a change would do, what loses something first. */
export function PlanSteps({ steps }: { steps: readonly ShownStep[] }) {
  const { t } = useTranslation('contentTypes')
  const sorted = steps.toSorted((a, b) => Number(b.destructive) - Number(a.destructive))
  const reachOf = ({ entries = 0, looked = 0, unfit, unconverted }: ShownStep) =>
    [
      t('planEntries', { count: entries }),
      ...(unfit === undefined ? [] : [t('planUnfit', { count: unfit, looked })]),
      ...(unconverted === undefined ? [] : [t('planUnconverted', { count: unconverted })]),
    ].join(' ')
  return (
    <List size="sm" spacing="xs">
      {sorted.map((step, i) => (
        <List.Item
          key={i}
          icon={
            step.destructive ? (
              <IconAlertTriangle size={16} color="var(--mantine-color-error)" aria-label={t('loses')} />
            ) : (
              <IconCheck size={16} aria-hidden />
            )
          }
        >
          {step.type ? t('stepOfType', { type: step.type, message: step.message }) : step.message}
          {step.entries !== undefined && <Text size="xs">{reachOf(step)}</Text>}
        </List.Item>
      ))}
    </List>
  )
}

type ChoiceProps = { checked: boolean; onChange: (checked: boolean) => void }

/** Values of another type are taken over where they can be read as one. */
export function ConvertChoice({ checked, onChange }: ChoiceProps) {
  const { t } = useTranslation('contentTypes')
  return (
    <Checkbox
      label={t('planConvert')}
      description={t('planConvertHelp')}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** The word of consent: what is lost is lost knowingly. */
export function Consent({ checked, onChange }: ChoiceProps) {
  const { t } = useTranslation('contentTypes')
  return (
    <Checkbox
      label={t('consent')}
      description={t('consentHelp')}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
