import type { ContentType } from '@dozo/client'
import { ActionIcon, Checkbox, Code, Group, Stack } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { leavesOf, type Leaf, type Purpose } from './field-paths.ts'

type Level = {
  types: readonly ContentType[]
  purpose: Purpose
  value: readonly string[]
  toggle: (path: string) => void
  messages: ReadonlyMap<string, string>
}

/** The boxes of one type. Below a relation those of the type it leads to, drawn when somebody opens it. */
export function PathLevel({ leaves, name, ...level }: Level & { leaves: readonly Leaf[]; name: string }) {
  return (
    <Stack gap={6} role="group" aria-label={name}>
      {leaves.map((leaf) => (
        <Branch key={leaf.path} leaf={leaf} {...level} />
      ))}
    </Stack>
  )
}

function Branch({ leaf, ...level }: Level & { leaf: Leaf }) {
  const { t } = useTranslation('endpoints')
  const named = useNamed()
  const { types, purpose, value, toggle, messages } = level
  const { path, tickable, to } = leaf
  const below = value.some((one) => one.startsWith(`${path}.`))
  const [opened, setOpened] = useState(below)
  const name = leaf.name ? named(leaf.name) : t(`attribute.${leaf.attribute!}`)
  return (
    <div>
      <Group gap={4} wrap="nowrap" mih={28}>
        {tickable ? (
          <Checkbox
            label={
              <>
                {name} <Code fz={11}>{path}</Code>
              </>
            }
            checked={value.includes(path)}
            indeterminate={!value.includes(path) && below}
            error={messages.get(path)}
            onChange={() => toggle(path)}
          />
        ) : (
          <span>
            {name} <Code fz={11}>{path}</Code>
          </span>
        )}
        {to.length > 0 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={opened}
            aria-label={t('fieldsBehind', { name })}
            onClick={() => setOpened(!opened)}
          >
            {opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          </ActionIcon>
        )}
      </Group>
      {opened && to.length > 0 && (
        <div className="path-branch">
          <PathLevel
            leaves={leavesOf(types, to, purpose, path)}
            name={t('fieldsBehind', { name })}
            {...level}
          />
        </div>
      )}
    </div>
  )
}
