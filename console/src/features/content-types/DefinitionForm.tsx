import type { ContentTypeDefinition, Kind } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { Group, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NameInputs } from '../../ui/NameInputs.tsx'
import { useNamed } from '../../ui/named.ts'
import { DefinitionLimits } from './DefinitionLimits.tsx'

type Props = {
  definition: ContentTypeDefinition
  isNew: boolean
  errors: Record<string, string>
  change: (part: Partial<ContentTypeDefinition>) => void
}

const kinds: Kind[] = ['plain', 'single', 'tree']

export function DefinitionForm({ definition, isNew, errors, change }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const choices = (wanted: (type: string) => boolean) =>
    definition.fields
      .filter((field) => wanted(field.type))
      .map((field) => ({ value: field.key, label: `${named(field.name)} (${field.key})` }))
  const pick = (part: 'titleField' | 'keyField', key: string | null) => {
    const { [part]: _old, ...rest } = definition
    change(key === null ? ({ ...rest, [part]: undefined } as never) : { [part]: key })
  }
  return (
    <Stack>
      <NameInputs
        label={(language) => t('nameIn', { language })}
        value={definition.name}
        onChange={(name) => change({ name })}
        errors={errors}
        path="/name"
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('key')}
          description={t('keyHelp')}
          required
          readOnly={!isNew}
          autoCapitalize="none"
          spellCheck={false}
          error={errors['/key']}
          value={definition.key}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
        <Select
          label={t('kind')}
          description={t(`kindHelp.${definition.kind}`)}
          allowDeselect={false}
          error={errors['/kind']}
          data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={definition.kind}
          onChange={(kind) => change({ kind: kind as Kind })}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t('titleField')}
          description={t('titleFieldHelp')}
          clearable
          error={errors['/titleField']}
          data={choices((type) => typeOf({ type: type as 'text' }).canBeSearched || type === 'slug')}
          value={definition.titleField ?? null}
          onChange={(key) => pick('titleField', key)}
        />
        <Select
          label={t('keyField')}
          description={t('keyFieldHelp')}
          clearable
          error={errors['/keyField']}
          data={choices((type) => type === 'slug' || type === 'text')}
          value={definition.keyField ?? null}
          onChange={(key) => pick('keyField', key)}
        />
      </Group>
      <DefinitionLimits definition={definition} errors={errors} change={change} />
    </Stack>
  )
}
