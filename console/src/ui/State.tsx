import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

type Tone = 'good' | 'waiting' | 'bad' | 'new' | 'plain'
const scales = { good: 'moss', waiting: 'gold', bad: 'vermilion', new: 'persimmon' } as const

/** A state, always as a word with its icon; colour only helps. */
export function State({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  const scale = tone === 'plain' ? undefined : scales[tone]
  return (
    <Badge
      variant="outline"
      radius="sm"
      leftSection={icon}
      styles={{
        root: {
          textTransform: 'none',
          fontWeight: 600,
          color: scale
            ? `light-dark(var(--mantine-color-${scale}-7), var(--mantine-color-${scale}-3))`
            : 'var(--mantine-color-dimmed)',
          borderColor: scale
            ? `light-dark(var(--mantine-color-${scale}-3), var(--mantine-color-${scale}-7))`
            : 'var(--mantine-color-default-border)',
          background: 'transparent',
        },
        label: { overflow: 'visible' },
      }}
    >
      {children}
    </Badge>
  )
}
