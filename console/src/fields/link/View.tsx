import { isSafeLink } from '@dozo/content-model/fields/rich-text'
import { Anchor } from '@mantine/core'
import type { ViewProps } from '../field-ui.ts'

/** What a text of the link says may not be where it leads: both are shown. */
export function LinkView({ value }: ViewProps) {
  const { url, text } = (value ?? {}) as { url?: string; text?: string }
  if (url === undefined) return <>–</>
  return (
    <>
      {text && `${text} `}
      {isSafeLink(url) ? (
        <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
          {url}
        </Anchor>
      ) : (
        url
      )}
    </>
  )
}
