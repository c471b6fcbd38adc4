import { limits } from '@dozo/content-model/limits'
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'

const most = { rows: 100, columns: limits.tableColumns }
const countOf = (text: string) => Number(text.normalize('NFKC').trim())

export function TableDialog({ editor, close }: { editor: Editor; close: () => void }) {
  const { t } = useTranslation('fields')
  const [size, setSize] = useState({ rows: '3', columns: '3' })
  const [header, setHeader] = useState(true)
  const [tried, setTried] = useState(false)
  const isWrong = (name: keyof typeof most) => {
    const count = countOf(size[name])
    return !Number.isInteger(count) || count < 1 || count > most[name]
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (isWrong('rows') || isWrong('columns')) return setTried(true)
    const [rows, cols] = [countOf(size.rows), countOf(size.columns)]
    editor.chain().focus().insertTable({ rows, cols, withHeaderRow: header }).run()
    close()
  }
  const input = (name: keyof typeof most) => (
    <TextInput
      label={t(`table.${name}`)}
      inputMode="numeric"
      flex={1}
      error={tried && isWrong(name) ? t('tableCount', { most: most[name] }) : undefined}
      value={size[name]}
      onChange={(event) => setSize({ ...size, [name]: event.currentTarget.value })}
      data-autofocus={name === 'rows' || undefined}
    />
  )
  return (
    <Modal opened onClose={close} title={t('tableInsert')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Group align="flex-start" grow>
            {input('rows')}
            {input('columns')}
          </Group>
          <Checkbox
            label={t('table.header')}
            checked={header}
            onChange={(event) => setHeader(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button type="submit">{t('tableSet')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
