import { Fieldset, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { AddressInput } from '../../ui/AddressInput.tsx'
import { useNamed } from '../../ui/named.ts'
import { PreviewPlaces, previewExample } from '../../ui/PreviewPlaces.tsx'

type Props = {
  urls: Record<string, string>
  readOnly: boolean
  errors: Partial<Record<string, string>>
  onChange: (urls: Record<string, string>) => void
}

/** Where the front shows entries of each content type that are not public yet. A type whose address is emptied has none. */
export function PreviewAddresses({ urls, readOnly, errors, onChange }: Props) {
  const { t } = useTranslation('preview')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const [shown, setShown] = useState(() => Object.keys(urls))
  const nameOf = (key: string) => {
    const type = types.find((one) => one.key === key)
    return type ? named(type.name) : key
  }
  const left = types.filter(({ key }) => !shown.includes(key))
  function set(type: string, url: string) {
    const { [type]: _old, ...others } = urls
    onChange(url === '' ? others : { ...others, [type]: url })
  }
  return (
    <Fieldset legend={t('addresses')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('addressesLead')}
        </Text>
        {shown.map((type) => (
          <AddressInput
            key={type}
            kind="url"
            label={nameOf(type)}
            placeholder={previewExample}
            readOnly={readOnly}
            error={errors[`/previewUrls/${type}`]}
            value={urls[type] ?? ''}
            onChange={(url) => set(type, url)}
          />
        ))}
        {!readOnly && left.length > 0 && (
          <Select
            label={t('addAddress')}
            placeholder={t('addAddressType')}
            searchable
            data={left.map(({ key, name }) => ({ value: key, label: named(name) }))}
            value={null}
            onChange={(type) => type !== null && setShown([...shown, type])}
          />
        )}
        {shown.length > 0 && <PreviewPlaces />}
      </Stack>
    </Fieldset>
  )
}
