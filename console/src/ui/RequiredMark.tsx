import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The star that inputs have beside their label, for what is no input of one box. */
export function RequiredMark() {
  const { t } = useTranslation('shell')
  return (
    <>
      <Text span inherit c="var(--mantine-color-error)" aria-hidden>
        {' *'}
      </Text>
      <VisuallyHidden>{t('requiredMark')}</VisuallyHidden>
    </>
  )
}
