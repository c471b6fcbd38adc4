import type { ContentType } from '@dozo/client'
import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../../api/client.ts'
import { useCan, useSite } from '../../../api/session.ts'
import { CopyText } from '../../../ui/CopyText.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { languageName, useNamed } from '../../../ui/named.ts'
import { Surface } from '../../../ui/Surface.tsx'
import { moment } from '../../../ui/when.ts'
import type { Draft } from '../draft.ts'
import { PreviewAddress } from './PreviewAddress.tsx'
import { PreviewFrame } from './PreviewFrame.tsx'
import type { PreviewWidth } from './use-preview.ts'

type Props = {
  type: ContentType
  draft: Draft
  locale: string
  width: PreviewWidth
  show: (width: PreviewWidth | undefined) => void
}

/** The page of the front with what is being written in it, as it was saved last. */
export function PreviewPane({ type, draft, locale, width, show }: Props) {
  const { t } = useTranslation(['preview', 'shell'])
  const named = useNamed()
  return (
    <section aria-label={t('title')}>
      <Surface p="sm">
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap">
            <Title order={2}>{t('title')}</Title>
            <Group gap="xs" wrap="nowrap">
              <SegmentedControl
                size="xs"
                aria-label={t('width')}
                value={width}
                onChange={(next) => show(next as PreviewWidth)}
                data={[
                  { value: 'desktop', label: t('desktop') },
                  { value: 'phone', label: t('phone') },
                ]}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('close')}
                onClick={() => show(undefined)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          {draft.base ? (
            <Shown
              id={draft.base.id}
              etag={draft.base.etag}
              type={type.key}
              name={named(type.name)}
              locale={locale}
              width={width}
            />
          ) : (
            <Text size="sm">{t('notYet')}</Text>
          )}
        </Stack>
      </Surface>
    </section>
  )
}

type ShownProps = {
  id: string
  etag: number
  type: string
  name: string
  locale: string
  width: PreviewWidth
}

function Shown({ id, etag, type, name, locale, width }: ShownProps) {
  const { t } = useTranslation('preview')
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const [changing, form] = useDisclosure()
  const query = useQuery({
    queryKey: ['preview', site, id, locale],
    // A token lasts a day.
    staleTime: 3_600_000,
    queryFn: async () => (await client.entries.preview({ site, id, body: { locale } })).data,
  })
  return (
    <Loaded query={query}>
      {({ url, expiresAt }) => {
        if (url === null || changing)
          return can('sites.write') ? (
            <PreviewAddress type={type} name={name} close={url === null ? undefined : form.close} />
          ) : (
            <Text size="sm">{t('noAddress', { name })}</Text>
          )
        // A page of the console's own address could do whatever the person at it may.
        if (new URL(url).origin === location.origin) return <Text size="sm">{t('own')}</Text>
        return (
          <>
            <PreviewFrame
              url={url}
              etag={etag}
              width={width}
              title={t('frame', { language: languageName(locale) })}
            />
            <Group gap="xs">
              <Button
                component="a"
                size="xs"
                variant="default"
                href={url}
                target="_blank"
                rel="noopener noreferrer"
              >
                {t('open')}
              </Button>
              <CopyText text={url} label={t('copy')} />
              {can('sites.write') && (
                <Button size="xs" variant="subtle" onClick={form.open}>
                  {t('change')}
                </Button>
              )}
            </Group>
            <Text size="xs" c="dimmed">
              {t('until', { at: moment(expiresAt, timeZone) })} {t('blank')}
            </Text>
          </>
        )
      }}
    </Loaded>
  )
}
