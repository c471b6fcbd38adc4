import type { Webhook } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { State } from '../../ui/State.tsx'

export function HookState({ hook }: { hook: Webhook }) {
  const { t } = useTranslation('webhooks')
  if (!hook.active) return <State tone="plain">{t('state.off')}</State>
  return hook.failingSince ? (
    <State tone="bad">{t('state.failing')}</State>
  ) : (
    <State tone="good">{t('state.on')}</State>
  )
}
