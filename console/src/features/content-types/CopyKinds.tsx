import type { BlockKind, Field } from '@dozo/content-model/definition'
import { kindAsWritten } from '@dozo/content-model/shared-kinds'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useNamed } from '../../ui/named.ts'

type Props = { taken: readonly string[]; add: (kinds: BlockKind[]) => void }

/** Kinds of blocks that another field has already, taken over as they are; from then on each field has its own, but for shared ones. */
export function CopyKinds({ taken, add }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const sources = types.flatMap((type) =>
    (type.fields as Field[]).flatMap(({ key, name, kinds = [] }) => {
      const fresh = kinds.filter((kind) => !taken.includes(kind.key))
      return fresh.length > 0
        ? [
            {
              value: `${type.key} ${key}`,
              label: `${named(type.name)}: ${named(name)}`,
              kinds: fresh.map((kind) => kindAsWritten(kind) as BlockKind),
            },
          ]
        : []
    }),
  )
  if (sources.length === 0) return null
  return (
    <Select
      label={t('copyKinds')}
      description={t('copyKindsHelp')}
      maw={320}
      data={sources.map(({ value, label }) => ({ value, label }))}
      value={null}
      onChange={(chosen) => add(sources.find(({ value }) => value === chosen)?.kinds ?? [])}
    />
  )
}
