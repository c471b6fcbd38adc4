import { isSafeLink } from '@dozo/content-model/fields/rich-text'
import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { useEffect, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ChooseEntry } from './ChooseEntry.tsx'

type Props = { editor: Editor; opened: boolean; close: () => void }

/** Where the words that are chosen lead to: an address, or an entry of the site. */
export function LinkDialog({ editor, opened, close }: Props) {
  const { t } = useTranslation('fields')
  const [to, setTo] = useState<'address' | 'entry'>('address')
  const [href, setHref] = useState('')
  const [entry, setEntry] = useState<{ id: string; title?: string } | null>(null)
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    if (!opened) return
    const own = editor.getAttributes('link')
    const id = typeof own['entry'] === 'string' ? own['entry'] : null
    setTo(id ? 'entry' : 'address')
    setEntry(id ? { id } : null)
    setHref(String(own['href'] ?? ''))
    setWrong(false)
  }, [opened, editor])
  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    const plain = href.normalize('NFKC').trim()
    if (to === 'entry' ? !entry : !isSafeLink(plain)) return setWrong(true)
    const attrs = to === 'entry' ? { entry: entry!.id, href: null } : { href: plain, entry: null }
    const chain = editor.chain().focus().extendMarkRange('link')
    // Where nothing is chosen, the link brings its own words.
    if (editor.state.selection.empty && !editor.isActive('link')) {
      const text = to === 'entry' ? (entry!.title ?? entry!.id) : plain
      chain
        .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs }] })
        .unsetMark('link')
        .run()
    } else chain.setMark('link', attrs).setMeta('preventAutolink', true).run()
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
          <SegmentedControl
            aria-label={t('linkTo')}
            value={to}
            onChange={(value) => {
              setTo(value)
              setWrong(false)
            }}
            data={[
              { value: 'address' as const, label: t('linkAddress') },
              { value: 'entry' as const, label: t('linkEntry') },
            ]}
          />
          {to === 'entry' ? (
            <ChooseEntry
              label={t('linkEntry')}
              description={t('linkEntryHelp')}
              error={wrong ? t('linkEntryMissing') : undefined}
              value={entry?.id ?? null}
              onChange={setEntry}
            />
          ) : (
            <TextInput
              label={t('linkAddress')}
              description={t('linkHelp')}
              error={wrong ? t('linkWrong') : undefined}
              value={href}
              onChange={(event) => setHref(event.currentTarget.value)}
              data-autofocus
            />
          )}
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
