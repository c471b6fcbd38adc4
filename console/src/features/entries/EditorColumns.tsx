import { Grid, Modal, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { later } from '../../ui/later.ts'
import type { usePreview } from './preview/use-preview.ts'

const PreviewPane = later(() => import('./preview/PreviewPane.tsx'), 'PreviewPane')

type Props = {
  fields: ReactNode
  /** Undefined where nothing but fields is asked for. */
  panel: ReactNode
  /** Two languages of the same field need the room of two columns. */
  wide: boolean
  /** Undefined where there is no room for it, as in a slide-over. */
  preview: ReturnType<typeof usePreview> | undefined
  of: Pick<Parameters<typeof PreviewPane>[0], 'type' | 'draft' | 'locale'>
}

/** What is written, what becomes of it, and beside them the front where one asked for it: over them where there is no room. */
export function EditorColumns({ fields, panel, wide, preview, of }: Props) {
  const { t } = useTranslation('entries')
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false })
  const pane = preview?.width && (
    <Suspense>
      <PreviewPane {...of} width={preview.width} show={preview.show} />
    </Suspense>
  )
  const beside = pane && !narrow
  return (
    <>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: !panel ? 12 : beside ? 6 : wide ? 9 : 8 }}>
          {/* In the same place with and without the front: what is half written in an input stays. */}
          <Stack gap="xl">
            {fields}
            {beside && panel}
          </Stack>
        </Grid.Col>
        {panel && (
          <Grid.Col span={{ base: 12, md: beside ? 6 : wide ? 3 : 4 }}>
            {beside ? <div style={{ position: 'sticky', top: 68 }}>{pane}</div> : panel}
          </Grid.Col>
        )}
      </Grid>
      {pane && narrow && (
        <Modal
          fullScreen
          opened
          onClose={() => preview.show(undefined)}
          withCloseButton={false}
          padding={0}
          attributes={{ content: { 'aria-label': t('preview') } }}
        >
          {pane}
        </Modal>
      )}
    </>
  )
}
