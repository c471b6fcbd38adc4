import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { GroupFields } from './GroupFields.tsx'

export const GroupInput = (props: InputProps) => (
  <FieldBox {...props}>
    <GroupFields {...props} fields={props.field.fields ?? []} />
  </FieldBox>
)
