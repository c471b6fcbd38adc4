import { ActionIcon, Button, Kbd, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCode, IconSearch } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf, shortcuts, useShortcut } from '../../ui/keys.ts'
import { nextRegion } from './regions.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('../palette/CommandPalette.tsx')).CommandPalette,
}))
const ApiCalls = lazy(async () => ({ default: (await import('./ApiCalls.tsx')).ApiCalls }))
const KeyboardHelp = lazy(async () => ({ default: (await import('./KeyboardHelp.tsx')).KeyboardHelp }))

/** The door to the palette in the header, and the keys that work everywhere. */
export function Shortcuts() {
  const { t } = useTranslation('palette')
  const [finding, palette] = useDisclosure()
  const [reading, keys] = useDisclosure()
  const [calling, calls] = useDisclosure()
  useShortcut('palette', palette.open)
  useShortcut('keys', keys.open)
  useShortcut('region', nextRegion)
  useShortcut('search', () => document.querySelector<HTMLElement>('input[type="search"]')?.focus())
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        visibleFrom="sm"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{keysOf(shortcuts.palette)}</Kbd>}
        onClick={palette.open}
      >
        <Text span size="sm" c="dimmed">
          {t('open')}
        </Text>
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size="lg"
        hiddenFrom="sm"
        aria-label={t('open')}
        onClick={palette.open}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      <Tooltip label={t('calls')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="lg"
          visibleFrom="sm"
          aria-label={t('calls')}
          onClick={calls.open}
        >
          <IconCode size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Suspense>
        {finding && <CommandPalette close={palette.close} showKeys={keys.open} showCalls={calls.open} />}
        {calling && <ApiCalls close={calls.close} />}
        {reading && <KeyboardHelp close={keys.close} />}
      </Suspense>
    </>
  )
}
