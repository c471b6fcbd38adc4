import type { ContentType, Entry } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { valueIn, type Values } from '@dozo/content-model/values'
import { Box } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { viewOf } from '../../fields/views.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { useNamed } from '../../ui/named.ts'
import { To } from '../../ui/To.tsx'
import { moment } from '../../ui/when.ts'
import { EntryState } from '../../ui/EntryState.tsx'
import type { ListState } from './list-state.ts'

export const usualColumns = ['title', 'state', 'languages', 'updated', 'by']

/** Every column that a list of this type can have: what every entry has, and the fields. The title comes first and stays. */
export function useAllColumns(type: ContentType, state: ListState): Column<Entry>[] {
  const { t } = useTranslation(['entries', 'shell'])
  const named = useNamed()
  const { key: site, timeZone, locales, defaultLocale } = useSite()
  const titleField = type.fields.find((field) => field.key === type.titleField)
  const sortable = (name: string) => ({
    sorted:
      state.sort === name
        ? ('ascending' as const)
        : state.sort === `-${name}`
          ? ('descending' as const)
          : undefined,
    onSort: () => state.change({ sort: state.sort === `-${name}` ? name : `-${name}` }),
  })
  const time = (key: string, header: string, name: 'updatedAt' | 'createdAt' | 'publishedAt') => ({
    key,
    header,
    width: 224,
    cell: (entry: Entry) => (entry[name] ? moment(entry[name], timeZone) : '–'),
    ...sortable(name),
  })
  const ofField = (field: Field): Column<Entry> => {
    const View = viewOf(field.type)
    return {
      key: field.key,
      header: named(field.name),
      cell(entry) {
        const value = valueIn(field, entry.values as Values, defaultLocale, defaultLocale)
        return value === undefined || value === null || value === '' ? (
          '–'
        ) : (
          <Box mah={96} style={{ overflow: 'hidden' }}>
            <View field={field} value={value} />
          </Box>
        )
      },
      ...(field.filterable && typeOf(field).sortable ? sortable(field.key) : {}),
    }
  }
  return [
    {
      key: 'title',
      header: t('title'),
      cell: (entry) => (
        <To to={paths.entry} params={{ site, type: type.key, id: entry.id }}>
          {entry.title}
        </To>
      ),
      ...(titleField?.filterable ? sortable(titleField.key) : {}),
    },
    { key: 'state', header: t('stateColumn'), width: 150, cell: (entry) => <EntryState entry={entry} /> },
    {
      key: 'languages',
      header: t('languages'),
      width: 110,
      cell: (entry) => locales.filter((locale) => entry.locales.includes(locale)).join(' ') || '–',
    },
    ...(type.fields as Field[]).filter((field) => field.key !== type.titleField).map(ofField),
    {
      key: 'number',
      header: t('number'),
      align: 'right',
      cell: (entry) => entry.number,
      ...sortable('number'),
    },
    { key: 'key', header: t('key'), cell: (entry) => entry.key ?? '–' },
    time('updated', t('updated'), 'updatedAt'),
    time('created', t('created'), 'createdAt'),
    time('published', t('publishedAt'), 'publishedAt'),
    { key: 'by', header: t('by'), width: 140, cell: (entry) => entry.updatedBy?.name ?? '–' },
  ]
}

export const chosenColumns = (all: Column<Entry>[], { columns = usualColumns }: ListState): Column<Entry>[] =>
  all.filter(({ key }) => key === 'title' || columns.includes(key))
