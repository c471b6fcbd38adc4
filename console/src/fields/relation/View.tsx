import { Group, Text } from '@mantine/core'
import { useNames } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { To } from '../../ui/To.tsx'
import type { ViewProps } from '../field-ui.ts'

export function RelationView({ field, value }: ViewProps) {
  const { key: site } = useSite()
  const ids = (Array.isArray(value) ? value : value ? [value] : []) as string[]
  const names = useNames(field.to ?? [], ids).data
  if (ids.length === 0) return <>–</>
  return (
    <Group gap="xs">
      {ids.map((id) => {
        const entry = names?.get(id)
        return entry ? (
          <To key={id} size="sm" to={paths.entry} params={{ site, type: entry.type, id }}>
            {entry.title}
          </To>
        ) : (
          <Text key={id} span size="sm" c="dimmed">
            {id}
          </Text>
        )
      })}
    </Group>
  )
}
