import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Page } from '../../ui/Page.tsx'
import { ToButton } from '../../ui/To.tsx'

export function NoSite() {
  const { t } = useTranslation('shell')
  return (
    <Page title={t('noSite')}>
      <Empty text={t('noPageNext')} action={<ToButton to={paths.home}>{t('toHome')}</ToButton>} />
    </Page>
  )
}
