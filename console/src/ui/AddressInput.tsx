import { TextInput, type TextInputProps } from '@mantine/core'
import { isEnter } from './keys.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  kind: 'email' | 'url'
  value: string
  onChange: (value: string) => void
}

/**
 * An e-mail or web address. Full-width letters are taken and become plain ones when one leaves it or sends it. The browser's own types for
 * both rewrite what is typed, in the middle of a conversion as well.
 */
export function AddressInput({ kind, value, onChange, ...more }: Props) {
  const tidy = () => {
    const plain = value.normalize('NFKC').trim()
    if (plain !== value) onChange(plain)
  }
  return (
    <TextInput
      inputMode={kind}
      autoCapitalize="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={tidy}
      onKeyDown={(event) => {
        if (isEnter(event)) tidy()
      }}
      {...more}
    />
  )
}
