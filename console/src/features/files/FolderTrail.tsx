import { Breadcrumbs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { To } from '../../ui/To.tsx'
import type { Library } from './library-state.ts'

/** The folders above, up to the top; the title is the last one. */
export function FolderTrail({ library: { folder, view, trashed } }: { library: Library }) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const names = trashed ? [] : folder.split('/').slice(0, -1)
  const above = ['', ...names.map((_, i) => names.slice(0, i + 1).join('/'))]
  return (
    <nav aria-label={t('trail')}>
      <Breadcrumbs separatorMargin={6} style={{ flexWrap: 'wrap' }}>
        {above.map((path) => (
          <To
            key={path}
            size="sm"
            to={paths.files}
            params={{ site }}
            search={{ folder: path, view: view === 'list' ? view : '' }}
          >
            {path.slice(path.lastIndexOf('/') + 1) || t('title')}
          </To>
        ))}
      </Breadcrumbs>
    </nav>
  )
}
