import type { Grant, Member } from '@dozo/client'
import { Group, List, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useGroups } from '../../api/groups.ts'
import { usePermissions } from '../../api/permissions.ts'
import { useSite } from '../../api/session.ts'
import { isOfEntries } from '../../grants/coverage.ts'
import { useGrantWords } from '../../grants/use-grant-words.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { State } from '../../ui/State.tsx'
import { Surface } from '../../ui/Surface.tsx'

/** Asks the server whether the member may do something, and by which grant. The question stands in the address. */
export function WhyForm({ member }: { member: Member }) {
  const { t, i18n } = useTranslation('members')
  const named = useNamed()
  const words = useGrantWords()
  const navigate = useNavigate()
  const { key: site } = useSite()
  const { may, type } = useSearch({ strict: false }) as { may?: string; type?: string }
  const permissions = usePermissions().data ?? []
  const types = useContentTypes().data ?? []
  const groups = useGroups().data ?? []
  const ask = (search: { may?: string | undefined; type?: string | undefined }) =>
    void navigate({ to: '.', search: search as never, resetScroll: false })
  const asked = may !== undefined && { permission: may, ...(isOfEntries(may) && type ? { type } : {}) }
  const query = useQuery({
    queryKey: ['why', site, member.id, member.etag, asked, i18n.language],
    enabled: asked !== false,
    queryFn: async () =>
      (
        await client.explain.permission({
          site,
          query: { member: member.id, ...(asked || { permission: '' }) },
        })
      ).data,
  })
  const groupName = (key: string) => {
    const group = groups.find((one) => one.key === key)
    return group ? named(group.name) : key
  }
  return (
    <Surface>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <Select
            label={t('whyMay')}
            searchable
            clearable
            w={{ base: '100%', xs: 320 }}
            data={permissions.map(({ name, label }) => ({ value: name, label: named(label) }))}
            value={may ?? null}
            onChange={(next) => ask({ may: next ?? undefined, type })}
          />
          {may !== undefined && isOfEntries(may) && (
            <Select
              label={t('whyType')}
              clearable
              w={{ base: '100%', xs: 240 }}
              placeholder={t('whyAnyType')}
              data={types.map((one) => ({ value: one.key, label: named(one.name) }))}
              value={type ?? null}
              onChange={(next) => ask({ may, type: next ?? undefined })}
            />
          )}
        </Group>
        {asked && (
          <Loaded query={query}>
            {(told) => (
              <Stack gap="xs" role="status">
                <Group gap="xs">
                  <State tone={told.allowed ? 'good' : 'bad'}>{t(told.allowed ? 'mayYes' : 'mayNo')}</State>
                  <Text size="sm">{told.why}</Text>
                </Group>
                {told.grants.length > 0 && (
                  <List size="sm">
                    {told.grants.map(({ group, grant, why }) => (
                      <List.Item key={group + JSON.stringify(grant)}>
                        {t('whyGrant', {
                          group: groupName(group),
                          grant: words.grant(grant as unknown as Grant),
                          why,
                        })}
                      </List.Item>
                    ))}
                  </List>
                )}
              </Stack>
            )}
          </Loaded>
        )}
      </Stack>
    </Surface>
  )
}
