import { isSafeLink } from '@dozo/content-model/fields/rich-text'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { useEffect, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'

export function LinkDialog({
  editor,
  opened,
  close,
}: {
  editor: Editor
  opened: boolean
  close: () => void
}) {
  const { t } = useTranslation('fields')
  const [href, setHref] = useState('')
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    if (!opened) return
    setHref(String(editor.getAttributes('link')['href'] ?? ''))
    setWrong(false)
  }, [opened, editor])
  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    const plain = href.normalize('NFKC').trim()
    if (!isSafeLink(plain)) return setWrong(true)
    editor.chain().focus().extendMarkRange('link').setLink({ href: plain }).run()
    close()
  }
  function remove() {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    close()
  }
  return (
    <Modal opened={opened} onClose={close} title={t('link')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('linkAddress')}
            description={t('linkHelp')}
            error={wrong ? t('linkWrong') : undefined}
            value={href}
            onChange={(event) => setHref(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            {editor.isActive('link') && (
              <Button variant="default" onClick={remove}>
                {t('linkRemove')}
              </Button>
            )}
            <Button type="submit">{t('linkSet')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
