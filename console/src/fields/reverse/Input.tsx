import { Input, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { To } from '../../ui/To.tsx'
import { useEntryId } from '../entry-id.ts'
import type { InputProps } from '../field-ui.ts'

const most = 20

/** What points here: shown, never written. */
export function ReverseInput({ field, label, description }: InputProps) {
  const { t } = useTranslation('fields')
  const { key: site } = useSite()
  const id = useEntryId()
  const found = useQuery({
    queryKey: ['reverse', site, id, field.key],
    queryFn: async () => (await client.entries.reverse({ site, id: id!, field: field.key })).data,
    enabled: id !== undefined,
  })
  const { count = 0, entries = [] } = found.data ?? {}
  return (
    <Input.Wrapper label={label} description={description} labelElement="div">
      <Text size="sm" c="dimmed">
        {t('reverseCount', { count })}
      </Text>
      <List size="sm">
        {entries.slice(0, most).map((one) => (
          <List.Item key={one.id}>
            <To size="sm" to={paths.entry} params={{ site, type: one.type, id: one.id }}>
              {one.title}
            </To>
          </List.Item>
        ))}
      </List>
    </Input.Wrapper>
  )
}
