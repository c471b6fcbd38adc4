import { ActionIcon, Button, Kbd, Text, Tooltip, type ActionIconProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCode, IconSearch, type Icon } from '@tabler/icons-react'
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
  useShortcut('search', () => document.querySelector<HTMLElement>('input[role="searchbox"]')?.focus())
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
      <HeaderIcon label={t('open')} Icon={IconSearch} act={palette.open} hiddenFrom="sm" />
      <HeaderIcon label={t('calls')} Icon={IconCode} act={calls.open} visibleFrom="sm" />
      <Suspense>
        {finding && <CommandPalette close={palette.close} showKeys={keys.open} showCalls={calls.open} />}
        {calling && <ApiCalls close={calls.close} />}
        {reading && <KeyboardHelp close={keys.close} />}
      </Suspense>
    </>
  )
}

type HeaderIconProps = Pick<ActionIconProps, 'hiddenFrom' | 'visibleFrom'> & {
  label: string
  Icon: Icon
  act: () => void
}

const HeaderIcon = ({ label, Icon: Shown, act, ...where }: HeaderIconProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size="lg"
      aria-label={label}
      onClick={act}
      {...where}
    >
      <Shown size={19} aria-hidden />
    </ActionIcon>
  </Tooltip>
)
