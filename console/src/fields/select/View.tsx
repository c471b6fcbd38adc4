import { useNamed } from '../../ui/named.ts'
import type { ViewProps } from '../field-ui.ts'

/** The names of one chosen option, or of several. */
export function SelectView({ field, value }: ViewProps) {
  const named = useNamed()
  const chosen = (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null)
  const nameOf = (key: unknown) => {
    const option = field.options?.find((one) => one.value === key)
    return option ? named(option.name) : String(key)
  }
  return <>{chosen.length === 0 ? '–' : chosen.map(nameOf).join('、')}</>
}
