import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = {
  paths: readonly string[]
  toggle: (path: string) => void
  messages: ReadonlyMap<string, string>
}

/** Paths that are set but not among the boxes: their field is gone, or somebody knew another way. */
export function GonePaths({ paths, toggle, messages }: Props) {
  const { t } = useTranslation('endpoints')
  return paths.map((path) => (
    <Checkbox
      key={path}
      checked
      label={t('gone', { name: path })}
      error={messages.get(path)}
      onChange={() => toggle(path)}
    />
  ))
}
