import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A password box whose eye speaks the language of the page. */
export function Password(props: PasswordInputProps) {
  const { t } = useTranslation('shell')
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...props} />
}
