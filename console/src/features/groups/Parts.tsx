import type { ContentType, Grant, Permission } from '@dozo/client'
import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beyondBoxes, coverage } from '../../grants/coverage.ts'
import { useGrantWords } from '../../grants/use-grant-words.ts'
import { PartDialog } from './PartDialog.tsx'

type Props = {
  grants: readonly Grant[]
  types: readonly ContentType[]
  permissions: readonly Permission[]
  onChange: ((grants: Grant[]) => void) | undefined
  holds: (permission: string) => boolean
}

/** The grants that no box can draw, each as a sentence: with a condition, for own entries, for some fields. */
export function Parts({ grants, types, permissions, onChange, holds }: Props) {
  const { t } = useTranslation('groups')
  const words = useGrantWords()
  const [edited, setEdited] = useState<Grant | 'new'>()
  const names = permissions.map(({ name }) => name)
  const parts = beyondBoxes(grants, names)
  const note = ({ permission, types: keys }: Grant) => {
    if (!names.includes(permission)) return t('partUnknown')
    const whole = (keys ?? [undefined]).every((key) => coverage(grants, permission, key) === 'full')
    return whole ? t('partCovered') : undefined
  }
  return (
    <Stack gap="xs">
      {parts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noParts')}
        </Text>
      )}
      {parts.length > 0 && (
        <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('parts')}>
          {parts.map((grant) => {
            const said = words.line(grant)
            const known = names.includes(grant.permission)
            return (
              <Group
                key={JSON.stringify(grant)}
                component="li"
                justify="space-between"
                gap="xs"
                py="xs"
                style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
              >
                <div>
                  <Text size="sm">{said}</Text>
                  <Text size="xs" c="dimmed" component="div">
                    <Code fz={11}>{grant.permission}</Code> {note(grant)}
                  </Text>
                </div>
                {onChange && (
                  <Group gap={4} wrap="nowrap">
                    {known && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('partEdit', { grant: said })}
                        onClick={() => setEdited(grant)}
                      >
                        {t('edit')}
                      </Button>
                    )}
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('partRemove', { grant: said })}
                      onClick={() => onChange(grants.filter((one) => one !== grant))}
                    >
                      {t('remove')}
                    </Button>
                  </Group>
                )}
              </Group>
            )
          })}
        </Stack>
      )}
      {onChange && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setEdited('new')}>
          {t('addPart')}
        </Button>
      )}
      {edited && onChange && (
        <PartDialog
          grant={edited === 'new' ? undefined : edited}
          types={types}
          permissions={permissions.filter(({ name }) => holds(name) && name.startsWith('entries.'))}
          close={() => setEdited(undefined)}
          set={(next) => {
            setEdited(undefined)
            onChange(
              edited === 'new' ? [...grants, next] : grants.map((one) => (one === edited ? next : one)),
            )
          }}
        />
      )}
    </Stack>
  )
}
