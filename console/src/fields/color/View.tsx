import { isColor } from '@dozo/content-model/fields/color'
import { ColorSwatch, Group } from '@mantine/core'
import type { ViewProps } from '../field-ui.ts'
import { TextView } from '../text/View.tsx'

/** The colour beside its name: a colour alone says nothing to who does not see it. */
export const ColorView = ({ field, value }: ViewProps) => (
  <Group component="span" display="inline-flex" gap={6} wrap="nowrap">
    {isColor(value) && <ColorSwatch component="span" color={value} size={16} aria-hidden />}
    <TextView field={field} value={value} />
  </Group>
)
