import { Button, Group, List, Select, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { knowFile, type SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { ShownOnce } from '../../ui/ShownOnce.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'

/** Who reads a file: everyone at its address, or who holds a link. */
export function FileAccess({ file }: { file: SiteFile }) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const change = useMutation({
    mutationFn: async () =>
      (
        await client.files.update({
          site,
          id: file.id,
          ifMatch: file.etag,
          body: { public: !file.public },
        })
      ).data,
    onSuccess(saved) {
      knowFile(site, saved)
      tell(t(saved.public ? 'nowPublic' : 'nowPrivate', { name: saved.name }))
    },
  })
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={2}>{t('access')}</Title>
      <Text size="sm">{t(file.public ? 'isPublic' : 'isPrivate')}</Text>
      {change.error && <Trouble error={change.error} />}
      <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate()}>
        {t(file.public ? 'makePrivate' : 'makePublic')}
      </Button>
      {!file.public && <Links id={file.id} />}
    </Stack>
  )
}

const days = ['1', '7', '30', '365'] as const

function Links({ id }: { id: string }) {
  const { t } = useTranslation('files')
  const { key: site, timeZone } = useSite()
  const [lasts, setLasts] = useState<string>('7')
  const queryKey = ['file-links', site, id]
  const links = useQuery({
    queryKey,
    queryFn: async () => (await client.files.links({ site, id })).data,
  })
  const again = () => void queries.invalidateQueries({ queryKey })
  const make = useMutation({
    async mutationFn() {
      const expiresAt = new Date(Date.now() + Number(lasts) * 86_400_000).toISOString()
      return (await client.files['create-link']({ site, id, body: { expiresAt } })).data
    },
    onSuccess: again,
  })
  const revoke = useMutation({
    mutationFn: (link: string) => client.files['revoke-link']({ site, id, link }),
    onSuccess: () => tell(t('linkRevoked')),
    onSettled: again,
  })
  const error = make.error ?? revoke.error ?? links.error
  return (
    <Stack gap="xs" align="stretch" w="100%">
      {error && <Trouble error={error} />}
      {make.data ? (
        <ShownOnce text={t('linkMade')} secret={make.data.url} close={make.reset} />
      ) : (
        <Group gap="xs" align="flex-end">
          <Select
            w={150}
            size="xs"
            label={t('linkLasts')}
            allowDeselect={false}
            data={days.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
            value={lasts}
            onChange={(value) => setLasts(value ?? '7')}
          />
          <Button size="xs" variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            {t('makeLink')}
          </Button>
        </Group>
      )}
      {(links.data ?? []).length > 0 && (
        <List size="sm" aria-label={t('links')}>
          {links.data!.map((link) => {
            const until = t('linkUntil', { at: moment(link.expiresAt, timeZone) })
            return (
              <List.Item key={link.id}>
                {until}{' '}
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${until}: ${t('revoke')}`}
                  onClick={() => revoke.mutate(link.id)}
                >
                  {t('revoke')}
                </Button>
              </List.Item>
            )
          })}
        </List>
      )}
    </Stack>
  )
}
