import { Alert, Button, Code, CopyButton, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A secret that nobody will see again: said so, with a way to copy it. */
export function ShownOnce({ text, secret, close }: { text: string; secret: string; close: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Stack>
      <Alert color="gold">{text}</Alert>
      <Code block>{secret}</Code>
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? t('copied') : t('copy')}</Button>}
        </CopyButton>
        <Button variant="default" onClick={close}>
          {t('close')}
        </Button>
      </Group>
    </Stack>
  )
}
