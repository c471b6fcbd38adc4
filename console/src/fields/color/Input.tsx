import { isColor, toColor } from '@dozo/content-model/fields/color'
import { Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shownAs, type InputProps } from '../field-ui.ts'

/** A text box for those who know the colour, and the browser's picker for those who look for it; what is see-through stays so. */
export function ColorInput(props: InputProps) {
  const { value, onChange, label, description, disabled } = props
  const { t } = useTranslation('fields')
  const text = typeof value === 'string' ? value : ''
  const kept = toColor(text)
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        {...shownAs(props)}
        description={[description, t('colorHelp')].filter(Boolean).join(' ')}
        maw={240}
        spellCheck={false}
        autoCapitalize="none"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
        onBlur={() => text !== kept && onChange(kept || undefined)}
      />
      <input
        type="color"
        aria-label={t('colorPick', { label })}
        disabled={disabled}
        value={isColor(kept) ? kept.slice(0, 7) : '#000000'}
        onChange={(event) => onChange(event.currentTarget.value + (isColor(kept) ? kept.slice(7) : ''))}
      />
    </Group>
  )
}
