import { typeOf } from '@dozo/content-model/fields/index'
import type { ViewProps } from '../field-ui.ts'
import { TextView } from '../text/View.tsx'

export const RichTextView = ({ field, value }: ViewProps) => (
  <TextView
    field={field}
    value={value === undefined || value === null ? undefined : typeOf(field).plainText(value, field)}
  />
)
