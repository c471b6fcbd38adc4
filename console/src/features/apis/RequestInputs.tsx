import type { ContentType, Operation } from '@dozo/client'
import { Button, Collapse, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { plain } from './plain.ts'
import { namedParameters, searchOf, type Request } from './request.ts'

type Props = {
  operation: Operation
  place: string | undefined
  type: ContentType | undefined
  request: Request
  onChange: (request: Request) => void
}

/** What stands in the path, what one nearly always asks for, and everything else behind a button. */
export function RequestInputs({ operation, place, type, request, onChange }: Props) {
  const { t } = useTranslation('trying')
  const named = useNamed()
  const { locales } = useSite()
  const parameters = namedParameters(operation)
  const [opened, box] = useDisclosure(searchOf(request) !== '')
  const choices: Record<string, string[]> = {
    locale: locales,
    count: ['exact', 'estimated'],
    fallback: ['none', 'default'],
  }
  const put = (name: string, value: string) =>
    onChange({ ...request, values: { ...request.values, [name]: value } })
  const input = ({ name, says }: Operation['parameters'][number]) => {
    const shown = { label: name, description: plain(named(says)), value: request.values[name] ?? '' }
    return choices[name] ? (
      <Select
        key={name}
        {...shown}
        data={[{ value: '', label: t('leftOut') }, ...choices[name]]}
        allowDeselect={false}
        onChange={(value) => put(name, value ?? '')}
      />
    ) : (
      <TextInput
        key={name}
        {...shown}
        spellCheck={false}
        onChange={(event) => put(name, event.currentTarget.value)}
      />
    )
  }
  const needed = parameters.filter(({ name }) => name === 'q' || name === 'token')
  const others = parameters.filter((one) => !needed.includes(one))
  const filters = operation.parameters.length > parameters.length
  return (
    <Stack gap="sm">
      {place !== undefined && (
        <PlaceInput
          name={place}
          type={type}
          value={request.place}
          onChange={(value) => onChange({ ...request, place: value })}
        />
      )}
      {needed.map(input)}
      {others.length > 0 && (
        <>
          <Button
            variant="default"
            size="compact-sm"
            w="fit-content"
            aria-expanded={opened}
            onClick={box.toggle}
          >
            {t('parameters')}
          </Button>
          <Collapse expanded={opened}>
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
                {others.map(input)}
              </SimpleGrid>
              {filters && (
                <Textarea
                  label={t('more')}
                  description={t('moreHelp')}
                  autosize
                  minRows={2}
                  spellCheck={false}
                  value={request.more}
                  onChange={(event) => onChange({ ...request, more: event.currentTarget.value })}
                />
              )}
            </Stack>
          </Collapse>
        </>
      )}
    </Stack>
  )
}

/** The id or the key of an entry. Begins with one that readers can see, where the person may look for one. */
function PlaceInput({
  name,
  type,
  value,
  onChange,
}: {
  name: string
  type: ContentType | undefined
  value: string
  onChange: (value: string) => void
}) {
  const { t } = useTranslation('trying')
  const can = useCan()
  const { key: site } = useSite()
  const example = useQuery({
    queryKey: ['live-example', site, type?.key],
    enabled: type !== undefined && can('entries.read'),
    staleTime: 60_000,
    queryFn: async () => {
      const body = { type: type!.key, filter: { status: { ne: 'draft' } }, page: { size: 1 } }
      return (await client.entries.query({ site, body })).data[0] ?? null
    },
  })
  const found = name === 'key' ? example.data?.key : example.data?.id
  const begin = useEffectEvent((text: string) => value === '' && onChange(text))
  useEffect(() => {
    if (found) begin(found)
  }, [found])
  return (
    <TextInput
      label={`{${name}}`}
      description={t(name === 'key' ? 'placeKey' : 'placeId')}
      required
      spellCheck={false}
      autoCapitalize="none"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
