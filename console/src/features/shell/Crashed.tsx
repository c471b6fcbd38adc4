import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page.tsx'
import { Trouble } from '../../ui/Trouble.tsx'

/** A mistake of ours: said as such, with a way to go on. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  return (
    <Page title={t('crashed')}>
      <Trouble error={error} retry={reset} />
    </Page>
  )
}
