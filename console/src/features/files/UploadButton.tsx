import { Button, FileButton } from '@mantine/core'
import { IconLock, IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEnqueue } from './use-enqueue.ts'

/** Files of the own device, many at once; a phone offers its camera and its photos. */
export function UploadButton({ folder, hidden = false }: { folder: string; hidden?: boolean }) {
  const { t } = useTranslation('files')
  const enqueue = useEnqueue()
  // The same file again is news, too.
  const reset = useRef<() => void>(null)
  const Icon = hidden ? IconLock : IconUpload
  return (
    <FileButton
      multiple
      resetRef={reset}
      inputProps={{ 'aria-label': t(hidden ? 'uploadHidden' : 'upload') }}
      onChange={(files) => {
        enqueue(files, { folder, hidden })
        reset.current?.()
      }}
    >
      {(props) => (
        <Button
          {...props}
          {...(hidden ? { variant: 'default' } : {})}
          leftSection={<Icon size={16} aria-hidden />}
        >
          {t(hidden ? 'uploadHidden' : 'upload')}
        </Button>
      )}
    </FileButton>
  )
}
