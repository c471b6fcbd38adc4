import { Stack, Text } from '@mantine/core'
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import './drop-zone.css'

type Props = {
  /** What is said while something is held over it; undefined where nothing may be dropped. */
  hint: string | undefined
  onFiles: (files: File[], hadFolders: boolean) => void
  height?: string
  children: ReactNode
}

/** Takes files that are pulled in from outside. */
export function DropZone({ hint, onFiles, height, children }: Props) {
  const [over, setOver] = useState(false)
  // Each part that the pointer passes tells of itself; it is outside when it has left as many as it came into.
  const depth = useRef(0)
  const brings = ({ dataTransfer }: DragEvent) => hint !== undefined && dataTransfer.types.includes('Files')
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
    onFiles(
      [...event.dataTransfer.files].filter((_, i) => !isFolder[i]),
      isFolder.includes(true),
    )
  }
  return (
    <Stack
      gap="md"
      className="drop-area"
      {...(height === undefined ? {} : { mih: height })}
      onDragEnter={(event) => come(event, 1)}
      onDragLeave={(event) => come(event, -1)}
      onDragOver={(event) => brings(event) && event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className="drop-hint">
          <Text fw={600}>{hint}</Text>
        </div>
      )}
    </Stack>
  )
}
