import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { useShortcut } from '../../ui/keys.ts'
import type { Draft } from './draft.ts'
import { usualWidth, type usePreview } from './preview/use-preview.ts'
import { PublishDialog } from './PublishDialog.tsx'
import type { useSaving } from './saving.ts'

type Props = {
  draft: Draft
  saving: ReturnType<typeof useSaving>
  save: () => void
  /** Asks which of two texts stays, before any of them goes on; undefined when there is nothing to decide. */
  decide: (() => void) | undefined
  preview: ReturnType<typeof usePreview> | undefined
  writable: boolean
}

export function EditorActions({ draft, saving, save, decide, preview, writable }: Props) {
  const { t } = useTranslation('entries')
  const can = useCan()
  const [publishing, dialog] = useDisclosure()
  const mayPublish = draft.base ? draft.base.can.publish : can('entries.publish')
  const publish = decide ?? dialog.open
  useShortcut('publish', publish, mayPublish)
  return (
    <>
      {writable && (
        <Button
          variant="default"
          loading={saving.save.isPending}
          // Always there to press: saving again is no harm, and a grey button says nothing.
          onClick={save}
        >
          {t('save')}
        </Button>
      )}
      {preview && (
        <Button
          variant={preview.width ? 'light' : 'default'}
          aria-pressed={preview.width !== undefined}
          onClick={() => preview.show(preview.width ? undefined : usualWidth())}
        >
          {t('preview')}
        </Button>
      )}
      {mayPublish && (
        <Button loading={saving.publish.isPending} onClick={publish}>
          {t('publish')}
        </Button>
      )}
      {publishing && <PublishDialog draft={draft} saving={saving} close={dialog.close} />}
    </>
  )
}
