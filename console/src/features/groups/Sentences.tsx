import type { Grant } from '@dozo/client'
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { difference } from '../../grants/difference.ts'
import { useGrantWords } from '../../grants/use-grant-words.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useNamed } from '../../ui/named.ts'

type Side = { name: { ja: string; en: string }; grants: readonly Grant[] }

/** What becomes different between two states of a group, a sentence each. */
export function Sentences({ before, after }: { before: Side | undefined; after: Side }) {
  const { t } = useTranslation('groups')
  const named = useNamed()
  const words = useGrantWords()
  const types = (useContentTypes().data ?? []).map(({ key }) => key)
  const group = named(after.name) || named({ ja: after.name.en, en: after.name.ja })
  const renamed =
    before && JSON.stringify(before.name) !== JSON.stringify(after.name)
      ? (['ja', 'en'] as const)
          .filter((language) => before.name[language] !== after.name[language])
          .map((language) => t('renamed', { before: before.name[language], after: after.name[language] }))
      : []
  const lines = [
    ...renamed,
    ...difference(before?.grants ?? [], after.grants, types).map((change) => words.sentence(change, group)),
  ]
  if (lines.length === 0) return <Text size="sm">{before ? t('rewritten') : t('noRights')}</Text>
  return (
    <List size="sm" spacing={4}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}
