import type { ContentType } from '@dozo/client'
import { isRequired, isShown } from '@dozo/content-model/conditions'
import type { ContentTypeDefinition, Field } from '@dozo/content-model/definition'
import { Group, NumberInput, SimpleGrid } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { EntryIdContext } from '../../fields/entry-id.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import type { Draft } from './draft.ts'
import { pathOf, valueAt, type Place } from './places.ts'

type Props = {
  type: ContentType
  draft: Draft
  /** The language that is shown, and the one beside it. */
  shown: readonly string[]
  errors: Record<string, string>
  disabled: boolean
}

/** Every field of the type, a localised one in the languages that are shown, side by side. */
export function EntryFields({ type, draft, shown, errors, disabled }: Props) {
  const { locales } = useSite()
  const definition = type as unknown as ContentTypeDefinition
  const input = (field: Field, locale: string | undefined) => {
    const place: Place = locale === undefined ? { field: field.key } : { field: field.key, locale }
    const languages = locale === undefined ? locales : [locale]
    if (!isShown(field, definition, draft.values, languages)) return null
    return (
      <PlaceInput
        key={pathOf(place)}
        field={field}
        locale={locale}
        value={valueAt(draft.values, place)}
        required={isRequired(field, definition, draft.values, languages)}
        set={draft.set}
        errors={errors}
        disabled={disabled}
      />
    )
  }
  return (
    <EntryIdContext value={draft.base?.id}>
      {definition.fields.map((field) =>
        field.localized && shown.length > 1 ? (
          <SimpleGrid key={field.key} cols={{ base: 1, sm: shown.length }}>
            {shown.map((locale) => input(field, locale))}
          </SimpleGrid>
        ) : (
          input(field, field.localized ? shown[0] : undefined)
        ),
      )}
      {type.kind === 'tree' && <TreePlace type={type} draft={draft} errors={errors} disabled={disabled} />}
    </EntryIdContext>
  )
}

type PlaceProps = {
  field: Field
  locale: string | undefined
  value: unknown
  required: boolean
  set: Draft['set']
  errors: Record<string, string>
  disabled: boolean
}

/** One of many: a key that is pressed in one field draws that one anew and none of the others. */
const PlaceInput = memo(({ field, locale, value, required, set, errors, disabled }: PlaceProps) => {
  const place: Place = locale === undefined ? { field: field.key } : { field: field.key, locale }
  const path = pathOf(place)
  return (
    <div data-place={path}>
      <FieldInput
        field={required ? { ...field, required: true } : field}
        value={value}
        onChange={(next) => set(place, next)}
        path={path}
        errors={errors}
        disabled={disabled}
        locale={locale}
      />
    </div>
  )
})

function TreePlace({ type, draft, errors, disabled }: Omit<Props, 'shown'>) {
  const { t } = useTranslation('entries')
  const parent: Field = {
    key: 'parent',
    type: 'relation',
    name: { ja: '親', en: 'Parent' },
    to: [type.key],
  }
  return (
    <Group align="flex-start" grow data-place="/parent">
      <FieldInput
        field={parent}
        value={draft.tree.parent ?? undefined}
        onChange={(value) => draft.setTree({ parent: typeof value === 'string' ? value : null })}
        path="/parent"
        errors={errors}
        disabled={disabled}
      />
      <NumberInput
        label={t('position')}
        description={t('positionHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        error={errors['/position']}
        disabled={disabled}
        value={draft.tree.position}
        onChange={(value) => draft.setTree({ position: Number(value) || 0 })}
      />
    </Group>
  )
}
