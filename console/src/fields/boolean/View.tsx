import { useTranslation } from 'react-i18next'
import type { ViewProps } from '../field-ui.ts'

export function BooleanView({ value }: ViewProps) {
  const { t } = useTranslation('fields')
  return <>{value === true ? t('yes') : value === false ? t('no') : '–'}</>
}
