import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tell } from './toast.ts'

/** Takes a text to the clipboard, and says so. */
export function CopyText({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation('shell')
  const [copied, setCopied] = useState(false)
  async function copy() {
    if (!(await toClipboard(text))) return tell(t('notCopied'))
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <Button size="xs" variant="default" onClick={() => void copy()}>
      {copied ? t('copied') : (label ?? t('copy'))}
    </Button>
  )
}

/** Browsers give the clipboard to secure addresses only; inside a company's network there are others, and the old way still works there. */
async function toClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  const box = Object.assign(document.createElement('textarea'), { value: text, readOnly: true })
  box.style.position = 'fixed'
  const focused = document.activeElement as HTMLElement | null
  // Within a dialog, which would take the focus back at once.
  ;(focused?.closest('[role="dialog"]') ?? document.body).append(box)
  box.select()
  const done = document.execCommand('copy')
  box.remove()
  focused?.focus()
  return done
}
