import { Group } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { State } from '../../ui/State.tsx'

/** The languages of the site in which an image has no alternative text. */
const missingAlt = ({ kind, alt }: SiteFile, locales: readonly string[]): string[] =>
  kind === 'image' ? locales.filter((locale) => !alt[locale]) : []

/** What one should know of a file before using it. Nothing where all is as usual. */
export function FileMarks({ file }: { file: SiteFile }) {
  const { t } = useTranslation('files')
  const { locales } = useSite()
  const missing = missingAlt(file, locales)
  if (file.public && !file.held && missing.length === 0) return null
  return (
    <Group gap={4}>
      {!file.public && (
        <State tone="plain" icon={<IconLock size={12} aria-hidden />}>
          {t('private')}
        </State>
      )}
      {file.held && (
        <State tone="waiting" icon={<IconClock size={12} aria-hidden />}>
          {t('held')}
        </State>
      )}
      {missing.length > 0 && (
        <State tone="waiting" icon={<IconAlertTriangle size={12} aria-hidden />}>
          {missing.length === locales.length ? t('noAlt') : t('noAltIn', { languages: missing.join(', ') })}
        </State>
      )}
    </Group>
  )
}
