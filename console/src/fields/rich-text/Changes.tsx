import { List, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { changesOf, type Piece } from './changes.ts'
import type { Part } from './parts.ts'

type Props = { before: unknown; after: unknown; locale: string | undefined }

/** What was written, taken out and made to look otherwise between two versions of a text, part by part. */
export function RichTextChanges({ before, after, locale }: Props) {
  const { t } = useTranslation('richTextChanges')
  const changes = useMemo(() => changesOf(before, after), [before, after])
  const nameOf = ({ kind, level, row, column }: Part) => t(`kind.${kind}`, { level, row, column })
  return (
    <List size="sm" my={4} spacing={4}>
      {changes.length === 0 && <List.Item>{t('shape')}</List.Item>}
      {changes.map(({ change, part, pieces }, i) => (
        <List.Item key={i}>
          <Text span size="xs" c="dimmed">
            {t(change, { part: nameOf(part) })}
          </Text>{' '}
          <span lang={locale} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {pieces.map((piece, j) => (
              <PieceView key={j} piece={piece} />
            ))}
          </span>
        </List.Item>
      ))}
    </List>
  )
}

/** Added words are underlined, removed ones struck: the same without colours. */
const PieceView = ({ piece: { change, text } }: { piece: Piece }) =>
  change === 'added' ? (
    <ins style={{ color: 'var(--mantine-color-moss-text)' }}>{text}</ins>
  ) : change === 'removed' ? (
    <del style={{ color: 'var(--mantine-color-vermilion-text)' }}>{text}</del>
  ) : (
    <>{text}</>
  )
