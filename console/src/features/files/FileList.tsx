import { Button, Checkbox, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFileList, type SiteFile } from '../../api/files.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { BulkBar } from './BulkBar.tsx'
import { FileGrid } from './FileGrid.tsx'
import { FileTable } from './FileTable.tsx'
import type { Library } from './library-state.ts'
import { useSelection } from './selection.ts'
import { ShowMore } from '../../ui/ShowMore.tsx'

type Props = { library: Library; mayPut: boolean; hasFolders: boolean }

/** The files that the address asks for, with a box before each. */
export function FileList({ library, mayPut, hasFolders }: Props) {
  const { t } = useTranslation('files')
  const { asked, narrowed, trashed, view, change } = library
  const query = useFileList(asked)
  const files = query.data ?? []
  const selection = useSelection(
    JSON.stringify(asked),
    files.map(({ id }) => id),
  )
  const tick = ({ id, name }: SiteFile) => (
    <Checkbox
      size="xs"
      aria-label={t('tick', { name })}
      checked={selection.ids.has(id)}
      onChange={(event) => selection.toggle(id, (event.nativeEvent as MouseEvent).shiftKey)}
    />
  )
  const tickAll = (naming: { label: string } | { 'aria-label': string }) => (
    <Checkbox
      size="xs"
      {...naming}
      checked={files.length > 0 && selection.ids.size === files.length}
      indeterminate={selection.ids.size > 0 && selection.ids.size < files.length}
      onChange={selection.toggleAll}
    />
  )
  const places = narrowed || trashed
  const nothing = narrowed ? (
    <Empty
      text={t('noneFound')}
      action={
        <Button
          variant="default"
          onClick={() => change({ search: '', kind: undefined, withoutAlt: undefined, tag: undefined })}
        >
          {t('showAll')}
        </Button>
      }
    />
  ) : trashed ? (
    <Empty text={t('trashNone')} />
  ) : (
    !hasFolders && <Empty text={t(mayPut ? 'noneYet' : 'none')} />
  )
  return (
    <>
      <BulkBar
        trashed={trashed}
        chosen={files.filter(({ id }) => selection.ids.has(id))}
        clear={selection.clear}
      />
      <Loaded query={query}>
        {() =>
          files.length === 0 ? (
            nothing
          ) : (
            <>
              {view === 'list' ? (
                <FileTable
                  library={library}
                  files={files}
                  tick={tick}
                  tickAll={tickAll({ 'aria-label': t('tickAll') })}
                  places={places}
                />
              ) : (
                <>
                  {tickAll({ label: t('tickAll') })}
                  <FileGrid files={files} ticked={selection.ids} tick={tick} places={places} />
                </>
              )}
              <Group justify="space-between">
                <Text size="sm" c="dimmed" role="status">
                  {t(query.hasNextPage ? 'shownMore' : 'count', { count: files.length })}
                </Text>
                <ShowMore query={query} size="xs" />
              </Group>
            </>
          )
        }
      </Loaded>
    </>
  )
}
