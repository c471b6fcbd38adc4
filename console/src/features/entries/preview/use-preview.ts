import { useNavigate, useSearch } from '@tanstack/react-router'

const widths = ['desktop', 'phone'] as const
export type PreviewWidth = (typeof widths)[number]

/** As wide as what one holds in one's hand, or as what stands on a desk. */
export const usualWidth = (): PreviewWidth => (matchMedia('(max-width: 48em)').matches ? 'phone' : 'desktop')

/** Whether the front is shown beside what is written, and how wide; both are in the address. */
export function usePreview() {
  const asked = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const width = widths.find((one) => one === asked['preview'])
  return {
    width,
    show: (next: PreviewWidth | undefined) =>
      void navigate({
        to: '.',
        replace: true,
        ignoreBlocker: true,
        search: { ...asked, preview: next } as never,
      }),
  }
}
