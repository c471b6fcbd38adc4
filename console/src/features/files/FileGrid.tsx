import { Box, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { sizeOf } from '../../ui/size.ts'
import { FileMarks } from './FileMarks.tsx'
import { FilePicture } from './FilePicture.tsx'
import { useOpenFile } from './library-state.ts'

type Props = {
  files: readonly SiteFile[]
  ticked: ReadonlySet<string>
  tick: (file: SiteFile) => ReactNode
  /** Also say where each is: the list is of more than one folder. */
  places: boolean
}

/** Files as small pictures; each card is one link. */
export function FileGrid({ files, ticked, tick, places }: Props) {
  const { t } = useTranslation('files')
  const { linkTo } = useOpenFile()
  return (
    <ul className="file-grid" aria-label={t('list')}>
      {files.map((file) => (
        <li key={file.id}>
          <div className="file-card" {...(ticked.has(file.id) ? { 'data-ticked': true } : {})}>
            <div className="file-card-tick">{tick(file)}</div>
            <FilePicture file={file} height={128} />
            <Stack gap={4} p="xs">
              <Text size="sm" fw={500} lineClamp={2} title={file.path}>
                <a {...linkTo(file.id)}>{file.name}</a>
              </Text>
              <Text size="xs" c="dimmed">
                {[file.width && `${file.width} × ${file.height}`, sizeOf(file.size)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
              {places && file.folder !== '' && (
                <Text size="xs" c="dimmed" truncate title={file.folder}>
                  {file.folder}
                </Text>
              )}
              <Box>
                <FileMarks file={file} />
              </Box>
            </Stack>
          </div>
        </li>
      ))}
    </ul>
  )
}
