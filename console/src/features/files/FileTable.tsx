import { Anchor, Box, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { sizeOf } from '../../ui/size.ts'
import { moment } from '../../ui/when.ts'
import { FileMarks } from './FileMarks.tsx'
import { FilePicture } from './FilePicture.tsx'
import { useOpenFile, type Library, type Sort } from './library-state.ts'

type Props = {
  library: Library
  files: readonly SiteFile[]
  tick: (file: SiteFile) => ReactNode
  tickAll: ReactNode
  places: boolean
}

/** Files to compare, line by line. */
export function FileTable({ library, files, tick, tickAll, places }: Props) {
  const { t } = useTranslation('files')
  const columns = useColumns(library)
  return (
    <DataTable
      label={t('list')}
      columns={places ? columns : columns.filter(({ key }) => key !== 'folder')}
      rows={files}
      keyOf={(file) => file.id}
      ticks={{ head: tickAll, of: tick }}
    />
  )
}

function useColumns({ sort, change }: Library): Column<SiteFile>[] {
  const { t } = useTranslation('files')
  const { timeZone } = useSite()
  const { linkTo } = useOpenFile()
  const sorted = (by: 'name' | 'size' | 'createdAt') => ({
    sorted: sort === by ? ('ascending' as const) : sort === `-${by}` ? ('descending' as const) : undefined,
    onSort: () => change({ sort: (sort === by ? `-${by}` : by) as Sort }),
  })
  return [
    {
      key: 'name',
      header: t('name'),
      ...sorted('name'),
      cell: (file) => (
        <Group gap="sm" wrap="nowrap" miw={180}>
          <Box w={44} style={{ flex: 'none' }}>
            <FilePicture file={file} height={44} />
          </Box>
          <Anchor size="sm" {...linkTo(file.id)}>
            {file.name}
          </Anchor>
        </Group>
      ),
    },
    { key: 'folder', header: t('folder'), cell: (file) => file.folder || '–' },
    { key: 'kind', header: t('kind'), width: 96, cell: (file) => t(`kind.${file.kind}`) },
    {
      key: 'pixels',
      header: t('pixels'),
      width: 120,
      cell: (file) => (file.width ? `${file.width} × ${file.height}` : '–'),
    },
    {
      key: 'size',
      header: t('size'),
      width: 90,
      align: 'right',
      ...sorted('size'),
      cell: (file) => sizeOf(file.size),
    },
    {
      key: 'at',
      header: t('uploadedAt'),
      width: 224,
      ...sorted('createdAt'),
      cell: (file) => moment(file.createdAt, timeZone),
    },
    { key: 'marks', header: t('marks'), cell: (file) => <FileMarks file={file} /> },
  ]
}
