import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Takes a text to the clipboard, and says so. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation('shell')
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy}>
          {copied ? t('copied') : t('copy')}
        </Button>
      )}
    </CopyButton>
  )
}
