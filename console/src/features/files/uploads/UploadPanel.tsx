import { ActionIcon, Button, Group, Paper, ScrollArea, Stack, Text } from '@mantine/core'
import { useDisclosure, useResizeObserver } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session.ts'
import { clear, isUnderWay, keepBoth, replace, useUploads } from './queue.ts'
import { UploadLine } from './UploadLine.tsx'
import './uploads.css'

/** What is being uploaded, on every page: how far it has come, what was refused, what waits for a decision. */
export function UploadPanel() {
  const { t } = useTranslation(['uploads', 'shell'])
  const { id } = useSession().member
  const uploads = useUploads()
  const [folded, fold] = useDisclosure()
  useEffect(() => clear(id), [id])
  const own = uploads.filter(({ target }) => target.by === id)
  if (own.length === 0) return null
  const of = (...states: string[]) => own.filter(({ state }) => states.includes(state))
  const clashes = of('clash')
  const busy = own.some(isUnderWay)
  const Chevron = folded ? IconChevronUp : IconChevronDown
  return (
    <Frame label={t('title')}>
      <Group justify="space-between" wrap="nowrap" px="sm" py={6}>
        <Text size="sm" fw={600} role="status">
          {t('summary', { done: of('done').length, count: own.length })}
          {of('failed', 'clash').length > 0 && ` ${t('toLookAt', { count: of('failed', 'clash').length })}`}
        </Text>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(folded ? 'unfold' : 'fold')}
            aria-expanded={!folded}
            onClick={fold.toggle}
          >
            <Chevron size={18} aria-hidden />
          </ActionIcon>
          {!busy && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('clear')} onClick={() => clear()}>
              <IconX size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {!folded && (
        <ScrollArea.Autosize mah="min(320px, 45vh)" viewportProps={{ tabIndex: 0 }}>
          <Stack gap={0} px="sm" pb="xs" component="ul" m={0} style={{ listStyle: 'none' }}>
            {clashes.length > 1 && (
              <Group component="li" gap="xs" pb="xs">
                <Text size="sm">{t('clashes', { count: clashes.length })}</Text>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => clashes.forEach((one) => keepBoth(one.key))}
                >
                  {t('keepAll')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => clashes.forEach((one) => void replace(one.key))}
                >
                  {t('replaceAll')}
                </Button>
              </Group>
            )}
            {own.map((one) => (
              <UploadLine key={one.key} upload={one} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      )}
    </Frame>
  )
}

/** Messages come to stand above it, and the end of a page can be scrolled out from under it. */
function Frame({ label, children }: { label: string; children: React.ReactNode }) {
  const [ref, { height }] = useResizeObserver<HTMLDivElement>()
  useEffect(() => {
    document.documentElement.style.setProperty('--dozo-uploads', `${Math.ceil(height) + 2}px`)
    return () => void document.documentElement.style.removeProperty('--dozo-uploads')
  }, [height])
  return (
    <Paper
      component="section"
      aria-label={label}
      className="upload-panel"
      withBorder
      shadow="md"
      bg="var(--dozo-surface)"
    >
      <div ref={ref}>{children}</div>
    </Paper>
  )
}
