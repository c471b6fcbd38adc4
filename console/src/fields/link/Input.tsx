import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'

export function LinkInput(props: InputProps) {
  const { value, onChange, disabled, lang, path, errors } = props
  const { t } = useTranslation('fields')
  const own = (value ?? {}) as Partial<Record<'url' | 'text' | 'target', string>>
  const set = (part: typeof own) => {
    const next = Object.entries({ ...own, ...part }).filter(([, one]) => one)
    onChange(next.some(([key]) => key !== 'target') ? Object.fromEntries(next) : undefined)
  }
  const url = own.url ?? ''
  return (
    <FieldBox {...props}>
      <TextInput
        label={t('linkAddress')}
        description={t('linkHelp')}
        error={errors[`${path}/url`]}
        disabled={disabled}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        value={url}
        onChange={(event) => set({ url: event.currentTarget.value })}
        // Full-width letters are what a Japanese keyboard writes first; they are meant as plain ones.
        onBlur={() => url !== url.normalize('NFKC').trim() && set({ url: url.normalize('NFKC').trim() })}
      />
      <TextInput
        label={t('linkText')}
        error={errors[`${path}/text`]}
        disabled={disabled}
        lang={lang}
        value={own.text ?? ''}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Checkbox
        label={t('linkNewWindow')}
        error={errors[`${path}/target`]}
        // A target without an address would be kept nowhere.
        disabled={disabled || (url === '' && !own.text)}
        checked={own.target === '_blank'}
        onChange={(event) => set({ target: event.currentTarget.checked ? '_blank' : '' })}
      />
    </FieldBox>
  )
}
