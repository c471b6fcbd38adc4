import { Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCloudUpload, IconPencil } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { useReason } from '../../ui/Trouble.tsx'
import { time } from '../../ui/when.ts'
import type { Draft } from './draft.ts'
import type { Saving } from './saving.ts'

type Props = {
  draft: Draft
  saving: Saving
  /** Something must be mended or decided before anything is saved by itself. */
  held: boolean
}

/** Whether what one sees is saved, in a line that takes no attention until it needs it. */
export function SaveLine({ draft, saving, held }: Props) {
  const { t } = useTranslation('entries')
  const { timeZone } = useSite()
  const reason = useReason()
  const { base, dirty } = draft
  const { autosave, save } = saving
  if (!base) return null
  const error = autosave.submittedAt > save.submittedAt ? autosave.error : save.error
  if (autosave.isPending || save.isPending) return <Line icon={IconCloudUpload}>{t('saving')}</Line>
  if (!dirty) return <Line icon={IconCheck}>{t('savedAt', { at: time(base.updatedAt, timeZone) })}</Line>
  if (error instanceof TypeError)
    return (
      <Line icon={IconCloudOff} alert>
        {t('unsent')}
      </Line>
    )
  if (held) return <Line icon={IconPencil}>{t('heldBack')}</Line>
  if (error)
    return (
      <Line icon={IconAlertTriangle} alert>
        {t('notSaved', { reason: reason(error) })}
      </Line>
    )
  return <Line icon={IconPencil}>{t('notYetSaved')}</Line>
}

type LineProps = {
  icon: ComponentType<{ size: number; 'aria-hidden': true }>
  alert?: boolean
  children: string
}

const Line = ({ icon: Icon, alert = false, children }: LineProps) => (
  <Group gap={6} wrap="nowrap" component="span" {...(alert ? { role: 'status' } : {})}>
    <Icon size={16} aria-hidden />
    <Text component="span" size="sm" {...(alert ? {} : { c: 'dimmed' })}>
      {children}
    </Text>
  </Group>
)
