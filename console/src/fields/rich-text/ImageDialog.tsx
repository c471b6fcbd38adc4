import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { useEffect, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ChooseFile } from '../file/ChooseFile.tsx'
import { Thumbnail } from '../file/ChosenFile.tsx'
import { useFiles } from '../file/use-files.ts'

type Props = { editor: Editor; opened: boolean; close: () => void }

/** Puts an image of the library into the text, or changes the words of the one that is chosen there. */
export function ImageDialog({ editor, opened, close }: Props) {
  const { t } = useTranslation('fields')
  const [file, setFile] = useState<string | null>(null)
  const [alt, setAlt] = useState('')
  const [shown] = useFiles(file ? [file] : [])
  useEffect(() => {
    if (!opened) return
    const chosen = editor.getAttributes('image')
    setFile(typeof chosen['file'] === 'string' ? chosen['file'] : null)
    setAlt(String(chosen['alt'] ?? ''))
  }, [opened, editor])
  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (!file) return
    const attrs = { file, ...(alt.trim() ? { alt: alt.trim() } : {}) }
    editor.chain().focus().insertContent({ type: 'image', attrs }).run()
    close()
  }
  return (
    <Modal opened={opened} onClose={close} title={t('image')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack>
          {shown && <Thumbnail shown={shown} size={160} />}
          <ChooseFile label={t('image')} kinds={['image']} disabled={false} first onChoose={setFile} />
          <TextInput
            label={t('file.alt')}
            description={t('imageAltHelp')}
            value={alt}
            onChange={(event) => setAlt(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={!file}>
              {t('imageSet')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
