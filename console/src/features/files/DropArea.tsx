import { Stack, Text } from '@mantine/core'
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { warn } from '../../ui/toast.ts'
import { useEnqueue } from './use-enqueue.ts'

/** Files that are dragged in are uploaded to the folder that is open; undefined where the person may put nothing. */
export function DropArea({ folder, children }: { folder: string | undefined; children: ReactNode }) {
  const { t } = useTranslation('files')
  const enqueue = useEnqueue()
  const [over, setOver] = useState(false)
  // Each part that the pointer passes tells of itself; it is outside when it has left as many as it came into.
  const depth = useRef(0)
  const brings = ({ dataTransfer }: DragEvent) => folder !== undefined && dataTransfer.types.includes('Files')
  const come = (event: DragEvent, by: 1 | -1) => {
    if (!brings(event)) return
    depth.current += by
    setOver(depth.current > 0)
  }
  function drop(event: DragEvent) {
    if (!brings(event)) return
    event.preventDefault()
    depth.current = 0
    setOver(false)
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file')
    const isFolder = items.map((one) => one.webkitGetAsEntry()?.isDirectory === true)
    enqueue(
      [...event.dataTransfer.files].filter((_, i) => !isFolder[i]),
      { folder: folder! },
    )
    if (isFolder.includes(true)) warn(t('foldersNotTaken'))
  }
  return (
    <Stack
      gap="md"
      className="drop-area"
      mih="50vh"
      onDragEnter={(event) => come(event, 1)}
      onDragLeave={(event) => come(event, -1)}
      onDragOver={(event) => brings(event) && event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className="drop-hint">
          <Text fw={600}>{t('dropHere', { folder: folder || t('title') })}</Text>
        </div>
      )}
    </Stack>
  )
}
