import type { ContentType } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { useHowMany } from '../../ui/how-many.ts'
import { Page } from '../../ui/Page.tsx'
import { To, ToButton } from '../../ui/To.tsx'

export function ContentTypesPage() {
  const { t } = useTranslation(['contentTypes', 'modelFiles'])
  const named = useNamed()
  const howMany = useHowMany()
  const can = useCan()
  const { key: site } = useSite()
  const create = can('content-types.write') && (
    <ToButton to={paths.newContentType} params={{ site }}>
      {t('create')}
    </ToButton>
  )
  const columns: Column<ContentType>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (type) => (
        <To to={paths.contentType} params={{ site, type: type.key }}>
          {named(type.name)}
        </To>
      ),
    },
    { key: 'key', header: t('key'), cell: (type) => type.key },
    { key: 'kind', header: t('kind'), cell: (type) => t(`kind.${type.kind}`) },
    { key: 'fields', header: t('fields'), align: 'right', cell: (type) => type.fields.length },
    {
      key: 'entries',
      header: t('entries'),
      align: 'right',
      cell: (type) => (
        <To to={paths.entries} params={{ site, type: type.key }}>
          {howMany(type)}
        </To>
      ),
    },
  ]
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <ToButton variant="default" to={paths.modelFiles} params={{ site }}>
            {t('modelFiles:title')}
          </ToButton>
          {create}
        </>
      }
    >
      <Loaded query={useContentTypes()}>
        {(types) =>
          types.length === 0 ? (
            <Empty text={t('none')} action={create} />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={types} keyOf={(type) => type.id} />
          )
        }
      </Loaded>
    </Page>
  )
}
