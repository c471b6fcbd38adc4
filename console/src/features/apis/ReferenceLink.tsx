import type { Api } from '@dozo/client'
import { Anchor, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The page that an API has of itself, at the site's own address. */
export function ReferenceLink({ api }: { api: Api }) {
  const { t } = useTranslation('apis')
  return (
    <Anchor size="sm" href={`${api.url}/reference`} target="_blank" rel="noreferrer">
      {t('referenceOpen')}
      <VisuallyHidden>{t('referenceOf', { name: api.name })}</VisuallyHidden>
    </Anchor>
  )
}
