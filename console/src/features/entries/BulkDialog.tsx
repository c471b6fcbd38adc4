import type { BulkAction, ContentType, NewBulkAction } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { Checkbox, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { languageName, useNamed } from '../../ui/named.ts'

export type BulkKind = 'publish' | 'unpublish' | 'set' | 'trash'
type Props = {
  type: ContentType
  kind: BulkKind
  count: number
  selection: Pick<NewBulkAction, 'ids' | 'filter' | 'search'>
  close: () => void
  begun: (action: BulkAction) => void
}

/** Says how many entries it is about before anything happens to them. */
export function BulkDialog({ type, kind, count, selection, close, begun }: Props) {
  const { t } = useTranslation('entries')
  const { key: site, defaultLocale } = useSite()
  const [force, setForce] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  const [locale, setLocale] = useState(defaultLocale)
  const [value, setValue] = useState<unknown>()
  const field = (type.fields as Field[]).find((one) => one.key === key)
  const actions: Record<BulkKind, NewBulkAction['action']> = {
    publish: { kind: 'publish' },
    unpublish: { kind: 'unpublish' },
    trash: { kind: 'trash', force },
    set: {
      kind: 'set',
      field: key ?? '',
      value: value === undefined || value === '' ? null : value,
      ...(field?.localized ? { locale } : {}),
    },
  }
  return (
    <Confirm
      title={t(`bulkTitle.${kind}`, { count })}
      act={t(`bulkDo.${kind}`)}
      destructive={kind === 'trash'}
      opened
      close={close}
      run={async () => {
        const body = { type: type.key, ...selection, action: actions[kind] }
        begun((await client['bulk-actions'].create({ site, body })).data)
      }}
    >
      <Stack gap="xs">
        <Text size="sm">{t(`bulkText.${kind}`)}</Text>
        {kind === 'trash' && (
          <Checkbox
            label={t('deleteForce')}
            checked={force}
            onChange={(event) => setForce(event.currentTarget.checked)}
          />
        )}
        {kind === 'set' && (
          <SetField
            type={type}
            field={field}
            locale={locale}
            value={value}
            choose={(next) => {
              setKey(next)
              setValue(undefined)
            }}
            setLocale={setLocale}
            setValue={setValue}
          />
        )}
      </Stack>
    </Confirm>
  )
}

type SetProps = {
  type: ContentType
  field: Field | undefined
  locale: string
  value: unknown
  choose: (key: string | null) => void
  setLocale: (locale: string) => void
  setValue: (value: unknown) => void
}

function SetField({ type, field, locale, value, choose, setLocale, setValue }: SetProps) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const { locales } = useSite()
  const fields = (type.fields as Field[]).filter((one) => one.key !== type.keyField && !one.unique)
  return (
    <>
      <Select
        label={t('bulkField')}
        allowDeselect={false}
        value={field?.key ?? null}
        data={fields.map((one) => ({ value: one.key, label: named(one.name) }))}
        onChange={choose}
      />
      {field?.localized && locales.length > 1 && (
        <Select
          label={t('language')}
          allowDeselect={false}
          value={locale}
          data={locales.map((one) => ({ value: one, label: languageName(one) }))}
          onChange={(next) => setLocale(next ?? locale)}
        />
      )}
      {field && (
        <FieldInput
          key={`${field.key} ${locale}`}
          field={field}
          value={value}
          onChange={setValue}
          path="/action/value"
          errors={{}}
          locale={locale}
        />
      )}
    </>
  )
}
