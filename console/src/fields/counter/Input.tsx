import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'
import { NumberInput } from '../number/Input.tsx'

/** What was counted meanwhile is lost when somebody writes another number here: the help says so. */
export function CounterInput(props: InputProps) {
  const { t } = useTranslation('fields')
  return <NumberInput {...props} description={props.description ?? t('counterHelp')} />
}
