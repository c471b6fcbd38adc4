import type { BlockKind } from '@dozo/client'
import type { Field, WrittenKind } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { someWithin } from '@dozo/content-model/fields/within'
import { namedKinds, withSharedKinds } from '@dozo/content-model/shared-kinds'
import { checkValues } from '@dozo/content-model/values'
import { Stack, Text } from '@mantine/core'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { BrokenContext } from '../../fields/broken.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { showable } from './half-written.ts'
import { useSharedKinds } from './SharedKinds.tsx'
import { useSentences } from './sentences.ts'

/** Choosing in these makes things of the site or sends them there; a preview does neither. */
const reaching: readonly Field['type'][] = ['rich_text', 'image', 'file', 'gallery', 'relation']

/** The input as who writes an entry meets it, to be tried while its settings are written: what is typed here goes nowhere. */
export function FieldPreview({ field }: { field: Field }) {
  const { t } = useTranslation('contentTypes')
  const { defaultLocale } = useSite()
  const id = useId()
  const [tried, setTried] = useState<{ value: unknown }>()
  const value = tried ? tried.value : field.default
  const shared = useSharedKinds(namedKinds({ fields: [field] }).length > 0).data
  const shown = useMemo(() => showable(filledIn(field, shared)), [field, shared])
  const errors = useErrors(shown, value)
  const isReaching = someWithin(shown, ({ type }) => reaching.includes(type))
  return (
    <Surface bg="transparent" className="field-preview">
      <Stack gap="sm" role="group" aria-labelledby={id}>
        <div>
          <Text id={id} size="sm" fw={600}>
            {t('preview')}
          </Text>
          <Text size="xs" c="dimmed">
            {t(isReaching ? 'previewReaching' : 'previewHelp')}
          </Text>
        </div>
        <BrokenContext value={nobody}>
          <FieldInput
            field={shown}
            value={value}
            onChange={(next) => setTried({ value: next })}
            path="/values/field"
            errors={errors}
            disabled={isReaching}
            locale={defaultLocale}
          />
        </BrokenContext>
      </Stack>
    </Surface>
  )
}

/** With the shared blocks that it names, as who writes an entry has them. */
const filledIn = (field: Field, shared: readonly BlockKind[] = []): Field =>
  withSharedKinds({ fields: [field] }, shared as unknown as WrittenKind[]).fields[0]!

/** What cannot be read here stops nobody from saving the definition. */
const nobody = () => undefined

/** What would be said of the value if it were saved. */
function useErrors(field: Field, value: unknown): Record<string, string> {
  const sentence = useSentences()
  // A half-written pattern, say, is no rule yet.
  if (value === undefined || someWithin(field, (one) => typeOf(one).checkOptions(one).length > 0)) return {}
  const { localized: _localized, ...one } = field
  const definition = {
    key: 'preview',
    name: field.name,
    kind: 'plain' as const,
    fields: [{ ...one, key: 'field' }],
  }
  const { issues } = checkValues(definition, { field: value }, { locales: [] })
  return Object.fromEntries(issues.map((issue) => [issue.path, sentence(issue)]))
}
