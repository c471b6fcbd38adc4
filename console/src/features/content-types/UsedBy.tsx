import type { ContentType } from '@dozo/client'
import { Code, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { Surface } from '../../ui/Surface.tsx'
import { useHowMany } from '../../ui/how-many.ts'
import { To } from '../../ui/To.tsx'
import { searchOf } from '../entries/list-state.ts'
import { fieldsPointingAt } from './pointing.ts'
import './builder.css'

/** What hangs on a type, each with the way there; asked of the same routes as everything else, so nobody sees more than they may. */
export function UsedBy({ type }: { type: ContentType }) {
  const { t } = useTranslation('contentTypes')
  const howMany = useHowMany()
  const can = useCan()
  const { key: site } = useSite()
  const id = useId()
  return (
    <Surface>
      <Stack gap="sm" component="section" aria-labelledby={id}>
        <div>
          <Title order={2} id={id}>
            {t('usedBy')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('usedByHelp')}
          </Text>
        </div>
        <dl className="used-by">
          {can('entries.read') && (
            <Part label={t('usedEntries')}>
              <To size="sm" to={paths.entries} params={{ site, type: type.key }}>
                {howMany(type)}
              </To>
            </Part>
          )}
          {can('apis.read') && (
            <Part label={t('usedEndpoints')}>
              <Endpoints type={type.key} />
            </Part>
          )}
          <Part label={t('usedTypes')}>
            <Types type={type.key} />
          </Part>
          {can('entries.read') && (
            <Part label={t('usedViews')}>
              <Views type={type.key} />
            </Part>
          )}
        </dl>
      </Stack>
    </Surface>
  )
}

const Part = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <dd>{children}</dd>
  </>
)

/** Lines, or that there are none. */
function Lines({ lines }: { lines: { key: string; line: ReactNode }[] }) {
  const { t } = useTranslation('contentTypes')
  if (lines.length === 0) return <Text size="sm">{t('usedNothing')}</Text>
  return (
    <ul className="used-lines">
      {lines.map(({ key, line }) => (
        <li key={key}>{line}</li>
      ))}
    </ul>
  )
}

function Endpoints({ type }: { type: string }) {
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['endpoints', site, 'of-type', type],
    async queryFn() {
      const { data: apis } = await client.apis.list({ site })
      const lists = apis.map(async (api) => {
        const { data } = await client.endpoints.list({ site, api: api.key })
        const own = data.filter((one) => one.type === type || one.types?.includes(type))
        return own.map((endpoint) => ({ api, endpoint }))
      })
      return (await Promise.all(lists)).flat()
    },
  })
  return (
    <Loaded query={query}>
      {(found) => (
        <Lines
          lines={found.map(({ api, endpoint }) => ({
            key: endpoint.id,
            line: (
              <>
                <To size="sm" to={paths.apis} params={{ site }}>
                  {api.name}
                </To>{' '}
                <Code>{endpoint.path}</Code>{' '}
                <Text span size="sm" c="dimmed">
                  {endpoint.operation}
                </Text>
              </>
            ),
          }))}
        />
      )}
    </Loaded>
  )
}

function Types({ type }: { type: string }) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const { key: site } = useSite()
  return (
    <Loaded query={useContentTypes()}>
      {(types) => (
        <Lines
          lines={types.flatMap((one) => {
            const fields = fieldsPointingAt(type, one)
            if (fields.length === 0) return []
            const line = (
              <>
                <To size="sm" to={paths.contentType} params={{ site, type: one.key }}>
                  {named(one.name)}
                </To>{' '}
                <Text span size="sm" c="dimmed">
                  {fields.map((field) => t('usedByField', { field: named(field.name) })).join(' ')}
                </Text>
              </>
            )
            return [{ key: one.key, line }]
          })}
        />
      )}
    </Loaded>
  )
}

function Views({ type }: { type: string }) {
  const { t } = useTranslation('contentTypes')
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['saved-views', site, type],
    queryFn: async () => (await client['saved-views'].list({ site, query: { type } })).data,
  })
  return (
    <Loaded query={query}>
      {(views) => (
        <Lines
          lines={views.map((view) => {
            const line = (
              <To size="sm" to={paths.entries} params={{ site, type }} search={searchOf(view)}>
                {`${view.name}${view.shared ? t('usedViewShared') : ''}`}
              </To>
            )
            return { key: view.id, line }
          })}
        />
      )}
    </Loaded>
  )
}
