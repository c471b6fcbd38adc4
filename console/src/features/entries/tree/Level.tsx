import type { Entry } from '@dozo/client'
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../ui/Empty.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { useNamed } from '../../../ui/named.ts'
import { useLevel } from './levels.ts'
import { TreeRow } from './TreeRow.tsx'
import { useTree } from './tree-context.ts'

/** What lies directly below an entry, or at the top. */
export function Level({ parent, depth }: { parent: Entry | undefined; depth: number }) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const { type, branches, held } = useTree()
  const { query, entries, hasBelow } = useLevel(type.key, parent?.id ?? null)
  return (
    <Loaded query={query}>
      {() => {
        if (entries.length === 0)
          return parent ? (
            <Text size="sm" c="dimmed" pl="xl" py={4}>
              {t('treeNothing')}
            </Text>
          ) : (
            <Empty text={t('none')} />
          )
        return (
          <ul
            aria-label={
              parent ? t('treeBelow', { title: parent.title }) : t('tree', { name: named(type.name) })
            }
          >
            {entries.map((entry, at) => (
              <li key={entry.id} data-held={held === entry.id || undefined}>
                <TreeRow
                  siblings={entries}
                  at={at}
                  depth={depth}
                  parent={parent}
                  hasBelow={hasBelow(entry.id)}
                />
                {branches.isOpen(entry.id) && hasBelow(entry.id) !== false && (
                  <Level parent={entry} depth={depth + 1} />
                )}
              </li>
            ))}
            {query.hasNextPage && (
              <li>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  my={4}
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('treeMore')}
                </Button>
              </li>
            )}
          </ul>
        )
      }}
    </Loaded>
  )
}
