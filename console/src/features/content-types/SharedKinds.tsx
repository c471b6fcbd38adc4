import type { BlockKind } from '@dozo/content-model/definition'
import { Fieldset, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { RemoveKind } from './RemoveKind.tsx'

/** The shared kinds of the site; not asked for where nobody names one. */
export function useSharedKinds(enabled = true) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: ['block-kinds', site],
    enabled,
    queryFn: async () => (await client['block-kinds'].list({ site })).data,
  })
}

/** What a shared kind is called; its key as long as that is not known. */
export function useSharedKindName(): (use: string) => string {
  const named = useNamed()
  const kinds = useSharedKinds().data
  return (use) => {
    const kind = kinds?.find(({ key }) => key === use)
    return (kind && named(kind.name)) || use
  }
}

type UsedProps = { use: string; error: string | undefined; remove: () => void }

/** A kind that the site defines once: named here, and changed in one place for all fields that use it. */
export function UsedKind({ use, error, remove }: UsedProps) {
  const { t } = useTranslation('contentTypes')
  const name = useSharedKindName()(use)
  return (
    <Fieldset legend={name} bg="transparent">
      <Text size="sm">{t('sharedKindHelp')}</Text>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <RemoveKind name={name} remove={remove} />
    </Fieldset>
  )
}

type UseProps = { taken: readonly string[]; add: (kind: BlockKind) => void }

/** The shared kinds of the site that this field does not use yet. */
export function UseKind({ taken, add }: UseProps) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  return (
    <Loaded query={useSharedKinds()}>
      {(kinds) => {
        const free = kinds.filter(({ key }) => !taken.includes(key))
        if (free.length === 0) return null
        return (
          <Select
            label={t('useKind')}
            description={t('useKindHelp')}
            maw={320}
            data={free.map(({ key, name }) => ({ value: key, label: named(name) || key }))}
            value={null}
            // As it is written; the editor holds definitions in that form.
            onChange={(use) => use && add({ use } as unknown as BlockKind)}
          />
        )
      }}
    </Loaded>
  )
}
