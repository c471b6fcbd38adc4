import { i18n } from '../../../locales/i18n.ts'
import { tell } from '../../../ui/toast.ts'

/** Says what did not come along with a paste, and how it gets there. */
export function tellLeft(left: { images: number; embeds: number; files: number }): void {
  const lines = (['images', 'embeds', 'files'] as const)
    .filter((what) => left[what] > 0)
    .map((what) => i18n.t(`paste.${what}`, { ns: 'fields', count: left[what] }))
  if (lines.length > 0) tell(lines.join(' '))
}
