import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const previewExample = 'https://www.example.com/news/{key}?preview={token}'

/** What a preview address may hold in braces, and what is put there. */
export function PreviewPlaces() {
  const { t } = useTranslation('preview')
  return (
    <Text size="xs" c="dimmed" component="div">
      {(['token', 'key', 'id', 'number', 'locale', 'type'] as const).map((place) => (
        <div key={place}>
          <Code>{`{${place}}`}</Code> {t(`place.${place}`)}
        </div>
      ))}
    </Text>
  )
}
