import { List, Text } from '@mantine/core'
import { useNamed } from '../../ui/named.ts'
import type { ViewProps } from '../field-ui.ts'
import { GroupView } from '../group/View.tsx'
import { blocksOf } from './fresh.ts'

export function BlocksView({ field, value }: ViewProps) {
  const named = useNamed()
  const blocks = blocksOf(value)
  if (blocks.length === 0) return <>–</>
  return (
    <List type="ordered" size="sm">
      {blocks.map((block, i) => {
        const kind = field.kinds?.find((one) => one.key === block.kind)
        return (
          <List.Item key={i}>
            <Text size="sm" fw={600}>
              {kind ? named(kind.name) : String(block.kind)}
            </Text>
            {kind && <GroupView field={{ ...field, fields: kind.fields }} value={block.values} />}
          </List.Item>
        )
      })}
    </List>
  )
}
