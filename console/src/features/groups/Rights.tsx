import type { ContentType, Grant, Permission } from '@dozo/client'
import { Stack, Switch, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { isEverything, isOfEntries } from '../../grants/coverage.ts'
import { EntriesMatrix } from './EntriesMatrix.tsx'
import { Parts } from './Parts.tsx'
import { ResourceMatrix } from './ResourceMatrix.tsx'

type Props = {
  grants: readonly Grant[]
  types: readonly ContentType[]
  permissions: readonly Permission[]
  onChange: ((grants: Grant[]) => void) | undefined
  why: string
}

/** In the order in which one works: look, write, show, throw away. */
const acts = ['read', 'create', 'update', 'publish', 'delete'].map((act) => `entries.${act}`)
const placeOf = ({ name }: Permission) => (acts.includes(name) ? acts.indexOf(name) : acts.length)

/** Everything that a group grants: as a whole, by content type, by resource, in part. */
export function Rights({ grants, types, permissions, onChange, why }: Props) {
  const { t } = useTranslation('groups')
  const can = useCan()
  const everything = isEverything(grants)
  const onEntries = permissions
    .filter(({ name }) => isOfEntries(name))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
  const others = permissions.filter(({ name }) => !isOfEntries(name))
  const matrix = { grants, onChange: everything ? undefined : onChange, holds: can, why }
  return (
    <Stack gap="xl">
      {(everything || (onChange && can('*'))) && (
        <Switch
          label={t('everything')}
          description={t('everythingHelp')}
          checked={everything}
          disabled={!onChange}
          {...(onChange ? {} : { 'aria-describedby': why })}
          onChange={(event) =>
            onChange?.(
              event.currentTarget.checked
                ? [...grants, { permission: '*' }]
                : grants.filter(({ permission }) => permission !== '*'),
            )
          }
        />
      )}
      {everything && onChange && <Text size="sm">{t('everythingOn')}</Text>}
      <Part title={t('onEntries')} lead={t('onEntriesLead')}>
        <EntriesMatrix {...matrix} types={types} permissions={onEntries} />
      </Part>
      <Part title={t('parts')} lead={t('partsLead')}>
        <Parts grants={grants} types={types} permissions={permissions} onChange={onChange} holds={can} />
      </Part>
      <Part title={t('onOthers')}>
        <ResourceMatrix {...matrix} permissions={others} />
      </Part>
    </Stack>
  )
}

const Part = ({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) => (
  <Stack gap="xs" component="section" aria-label={title}>
    <Title order={3}>{title}</Title>
    {lead && (
      <Text size="sm" c="dimmed">
        {lead}
      </Text>
    )}
    {children}
  </Stack>
)
