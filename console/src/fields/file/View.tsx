import { Group, Text } from '@mantine/core'
import type { FileUse } from '@dozo/content-model/fields/file-value'
import { isObject } from '@dozo/content-model/fields/object-value'
import type { ViewProps } from '../field-ui.ts'
import { Thumbnail } from './ChosenFile.tsx'
import { useFiles } from './use-files.ts'

/** One file or several: a tiny picture and the name of each. */
export function FileView({ value }: ViewProps) {
  const uses = [value].flat().filter((use): use is FileUse => isObject(use))
  const all = useFiles(uses.map((use) => use.file))
  if (uses.length === 0) return <>–</>
  return (
    <Group gap="xs">
      {all.map((shown, i) => (
        <Group key={i} gap={6} wrap="nowrap">
          <Thumbnail shown={shown} size={28} />
          <Text span size="sm">
            {[shown.file?.name ?? shown.id, uses[i]?.alt, uses[i]?.caption].filter(Boolean).join(' · ')}
          </Text>
        </Group>
      ))}
    </Group>
  )
}
