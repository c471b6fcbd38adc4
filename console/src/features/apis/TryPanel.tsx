import type { Operation } from '@dozo/client'
import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { Password } from '../../ui/Password.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { Answer } from './Answer.tsx'
import { useEndpointPlaces } from './endpoint-places.ts'
import type { SideProps } from './EndpointSide.tsx'
import { placeIn, searchOf, type Request } from './request.ts'
import { RequestInputs } from './RequestInputs.tsx'
import { useAnswer, type Way } from './use-answer.ts'

type Props = SideProps & {
  operation: Operation
  request: Request
  setRequest: (request: Request) => void
}

/** A request that one may change, and the answer to it: the site's own, or what the settings would give before they are saved. */
export function TryPanel({ api, saved, form, dirty, operation, type, request, setRequest }: Props) {
  const { t } = useTranslation('trying')
  const can = useCan()
  const navigate = useNavigate()
  const nameOf = useEndpointPlaces()
  const mayTry = can('apis.write')
  // Chosen by hand, or by what there is to see: unsaved settings first.
  const [chosen, choose] = useState<Way>()
  const way: Way = !saved ? 'trial' : !mayTry ? 'site' : (chosen ?? (dirty ? 'trial' : 'site'))
  const [token, setToken] = useState('')
  const path = way === 'site' && saved ? saved.path : form.path
  const { query, ask, asked } = useAnswer({ way, api: api.key, form, saved, request, token })
  function submit(event: SubmitEvent) {
    event.preventDefault()
    void navigate({
      to: '.',
      search: ((old: object) => ({ ...old, call: searchOf(request), place: request.place })) as never,
      replace: true,
      resetScroll: false,
      ignoreBlocker: true,
    })
    ask()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {saved && mayTry && (
          <SegmentedControl
            fullWidth
            aria-label={t('way')}
            value={way}
            onChange={(next) => choose(next as Way)}
            data={[
              { value: 'site', label: t('way.site') },
              { value: 'trial', label: t('way.trial') },
            ]}
          />
        )}
        <Text size="sm">{t(`says.${way}`)}</Text>
        {dirty && way === 'site' && <Alert color="gold" title={t('savedOnly')} />}
        <RequestInputs
          operation={operation}
          place={placeIn(path)}
          type={type}
          request={request}
          onChange={setRequest}
        />
        {way === 'site' && (api.security !== 'open' || saved?.who || saved?.rights === 'caller') && (
          <Password
            label={t('token')}
            description={t(api.security === 'token' ? 'tokenHelpStatic' : 'tokenHelpSession')}
            autoComplete="off"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        )}
        <Group>
          <Button type="submit" loading={query.isFetching}>
            {t(way === 'site' ? 'call' : 'try')}
          </Button>
        </Group>
        {query.error ? (
          <Trouble error={query.error} nameOf={nameOf} />
        ) : (
          query.data && <Answer answer={query.data} url={asked} waiting={query.isPlaceholderData} />
        )}
      </Stack>
    </form>
  )
}
