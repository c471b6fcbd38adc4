import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { Checkbox, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NumberOption } from './NumberOption.tsx'

type Props = {
  definition: ContentTypeDefinition
  errors: Record<string, string>
  change: (part: Partial<ContentTypeDefinition>) => void
}

/** How many entries there may be, and whether somebody puts them in order. */
export function DefinitionLimits({ definition, errors, change }: Props) {
  const { t } = useTranslation('contentTypes')
  if (definition.kind === 'single') return null
  return (
    <Group align="flex-start" grow>
      <NumberOption
        label={t('maxEntries')}
        error={errors['/maxEntries']}
        value={definition.maxEntries}
        onChange={(value) => change({ maxEntries: value as number })}
      />
      {definition.kind === 'plain' && (
        <Checkbox
          mt="xl"
          label={t('ordered')}
          error={errors['/ordered']}
          checked={definition.ordered === 'manual'}
          onChange={(event) =>
            change({ ordered: (event.currentTarget.checked ? 'manual' : undefined) as 'manual' })
          }
        />
      )}
    </Group>
  )
}
