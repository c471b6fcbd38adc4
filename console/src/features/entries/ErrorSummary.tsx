import type { ContentType } from '@dozo/client'
import { Alert, List, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { usePlaceName } from './place-label.ts'

type Props = {
  type: ContentType
  errors: Record<string, string>
  /** What could not be done because of them. */
  lead?: string | undefined
  show: (locale: string) => void
}

/** Everything that stands in the way, each line a way to its field, in whichever language it is. */
export function ErrorSummary({ type, errors, lead, show }: Props) {
  const { t } = useTranslation('entries')
  const nameOf = usePlaceName(type)
  const { locales } = useSite()
  const lines = Object.entries(errors)
  if (lines.length === 0) return null
  const labelOf = (path: string) => {
    const [, , field = '', own = ''] = path.split('/')
    if (!type.fields.some(({ key }) => key === field)) return path
    return nameOf({ field, ...(locales.includes(own) ? { locale: own } : {}) })
  }
  function go(path: string, from: Element) {
    const editor = from.closest('[data-editor]')
    const [, , key, own = ''] = path.split('/')
    if (locales.includes(own)) show(own)
    // After the other language has been drawn.
    requestAnimationFrame(() => {
      const place = [path, `/values/${key}`]
        .map((one) => editor?.querySelector(`[data-place="${CSS.escape(one)}"]`))
        .find((one) => one !== null && one !== undefined)
      place?.querySelector<HTMLElement>('input, textarea, [contenteditable], button')?.focus()
    })
  }
  return (
    <Alert
      role="alert"
      color="vermilion"
      title={[lead, t('wrongPlaces', { count: lines.length })].filter(Boolean).join(' ')}
    >
      <List size="sm">
        {lines.map(([path, message]) => (
          <List.Item key={path}>
            <UnstyledButton
              fz="sm"
              style={{ textDecoration: 'underline' }}
              onClick={(event) => go(path, event.currentTarget)}
            >{`${labelOf(path)}: ${message}`}</UnstyledButton>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
