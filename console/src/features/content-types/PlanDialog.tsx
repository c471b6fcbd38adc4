import type { ChangeStep } from '@dozo/client'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../ui/Confirm.tsx'
import { canConvert, Consent, ConvertChoice, losesValues, PlanSteps } from './PlanSteps.tsx'

type Props = { plan: ChangeStep[]; close: () => void; run: (convert: boolean) => Promise<void> }

/** What a change would do, before it is done. Where it loses values that are there, it is done only with a word of consent. */
export function PlanDialog({ plan, close, run }: Props) {
  const { t } = useTranslation('contentTypes')
  const [convert, setConvert] = useState(true)
  const [agreed, agree] = useState(false)
  const convertible = canConvert(plan)
  const loses = losesValues(plan)
  return (
    <Confirm
      title={t(loses ? 'planTitle' : 'planTitleSafe')}
      act={t(loses ? 'planAct' : 'planActSafe')}
      destructive={loses}
      opened
      close={close}
      {...(agreed || !loses ? {} : { unready: t('consentNeeded') })}
      run={() => run(convertible && convert)}
    >
      <Text size="sm">{t('planText')}</Text>
      <PlanSteps steps={plan} />
      {convertible && <ConvertChoice checked={convert} onChange={setConvert} />}
      {loses && <Consent checked={agreed} onChange={agree} />}
    </Confirm>
  )
}
