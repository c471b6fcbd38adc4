import { List } from '@mantine/core'
import type { ViewProps } from '../field-ui.ts'
import { GroupView } from '../group/View.tsx'

export const RepeatView = ({ field, value }: ViewProps) =>
  Array.isArray(value) && value.length > 0 ? (
    <List type="ordered" size="sm">
      {value.map((item, i) => (
        <List.Item key={i}>
          <GroupView field={field} value={item} />
        </List.Item>
      ))}
    </List>
  ) : (
    <>–</>
  )
