import type { ContentType } from '@dozo/client'
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../../ui/named.ts'
import { Surface } from '../../../ui/Surface.tsx'
import { Notice } from './Notice.tsx'
import { keyTargets, unfilled, type Column, type Targets } from './targets.ts'

type Props = {
  type: ContentType
  columns: readonly Column[]
  targets: Targets
  mode: 'upsert' | 'create' | 'update'
}

/** What no column says: required fields, and which entry a row means. */
export function Gaps({ type, columns, targets, mode }: Props) {
  const { t } = useTranslation('imports')
  const named = useNamed()
  const missing = mode === 'update' ? [] : unfilled(targets, type)
  const key = keyTargets(type)
    .map((target) => columns.find((one) => targets[one.number] === target))
    .find((column) => column !== undefined)
  return (
    <Surface p="sm">
      <div role="status">
        <List size="sm" spacing={4} listStyleType="none">
          <List.Item>
            {key ? (
              <Text size="sm">
                {t('matchedBy', { name: key.name || t('columnUnnamed', { number: key.number }) })}
              </Text>
            ) : (
              <Notice>{t(mode === 'update' ? 'matchedByNoneUpdate' : 'matchedByNone')}</Notice>
            )}
          </List.Item>
          {missing.length > 0 && (
            <List.Item>
              <Notice>
                {t('unfilled', { names: missing.map((field) => named(field.name)).join(t('nameJoint')) })}
              </Notice>
            </List.Item>
          )}
        </List>
      </div>
    </Surface>
  )
}
