import { Button, Group, Pill, SegmentedControl, Select, VisuallyHidden } from '@mantine/core'
import { IconLayoutGrid, IconList, IconTrash } from '@tabler/icons-react'
import { fileKinds, type FileKind } from '@dozo/content-model/field-names'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { sorts, type Library, type Sort } from './library-state.ts'
import { languageName } from '../../ui/named.ts'

/** What of the library is shown, in which order, and how. */
export function LibraryBar({ library }: { library: Library }) {
  const { t } = useTranslation('files')
  const can = useCan()
  const { locales } = useSite()
  const { search, kind, withoutAlt, tag, trashed, sort, view, change } = library
  return (
    <Group gap="xs">
      <SearchBox
        label={t('search')}
        clearLabel={t('clearSearch')}
        value={search}
        onSearch={(words) => change({ search: words })}
      />
      <Select
        flex="1 1 130px"
        maw={180}
        aria-label={t('kind')}
        placeholder={t('kind')}
        clearable
        clearButtonProps={{ 'aria-label': t('allKinds') }}
        data={fileKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind ?? null}
        onChange={(value) => change({ kind: (value as FileKind | null) ?? undefined })}
      />
      <Select
        flex="1 1 130px"
        maw={220}
        aria-label={t('altFilter')}
        placeholder={t('altFilter')}
        clearable
        clearButtonProps={{ 'aria-label': t('altAny') }}
        data={locales.map((value) => ({ value, label: t('withoutAlt', { language: languageName(value) }) }))}
        value={withoutAlt ?? null}
        onChange={(value) => change({ withoutAlt: value ?? undefined })}
      />
      {tag !== undefined && (
        <Pill
          size="md"
          withRemoveButton
          onRemove={() => change({ tag: undefined })}
          removeButtonProps={{
            'aria-label': t('removeTag', { tag }),
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          {t('tagged', { tag })}
        </Pill>
      )}
      <Group gap="xs" ml="auto" wrap="nowrap">
        {can('files.delete') && (
          <Button
            variant={trashed ? 'light' : 'default'}
            aria-pressed={trashed}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => change({ trashed: !trashed })}
          >
            {t('trash')}
          </Button>
        )}
        <Select
          w={{ base: 152, xs: 170 }}
          aria-label={t('sort')}
          allowDeselect={false}
          data={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
          value={sort}
          onChange={(value) => change({ sort: value as Sort })}
        />
        <SegmentedControl
          aria-label={t('view')}
          value={view}
          onChange={(value) => change({ view: value as 'grid' | 'list' })}
          data={[
            { value: 'grid', label: <Way Icon={IconLayoutGrid} name={t('view.grid')} /> },
            { value: 'list', label: <Way Icon={IconList} name={t('view.list')} /> },
          ]}
        />
      </Group>
    </Group>
  )
}

const Way = ({ Icon, name }: { Icon: typeof IconList; name: string }) => (
  <Group px={4} h={20} title={name}>
    <Icon size={18} aria-hidden />
    <VisuallyHidden>{name}</VisuallyHidden>
  </Group>
)
