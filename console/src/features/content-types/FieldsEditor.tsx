import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { Accordion, ActionIcon, Group, Stack, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useContext, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moved } from '../../fields/repeat/moved.ts'
import { useNamed } from '../../ui/named.ts'
import { ReorderList } from '../../ui/reorder/ReorderList.tsx'
import { AddField } from './AddField.tsx'
import { FieldForm } from './FieldForm.tsx'
import { KnownRows, rowId, withRow } from './rows.ts'

type Props = {
  fields: readonly Field[]
  onChange: (fields: Field[]) => void
  errors: Record<string, string>
  path: string
  nested: boolean
}

/** Fields in their order, each folded to a line; a line with an error in it says so. */
export function FieldsEditor({ fields, onChange, errors, path, nested }: Props) {
  const { t } = useTranslation(['contentTypes', 'fields'])
  const named = useNamed()
  const [opened, setOpened] = useState<string | null>(null)
  const known = useContext(KnownRows)
  const addButton = useRef<HTMLButtonElement>(null)
  const nameOf = (field: Field) => named(field.name) || field.key
  return (
    <Stack gap="xs">
      <Accordion variant="separated" value={opened} onChange={setOpened} chevronPosition="left">
        <ReorderList
          label={t('fields')}
          items={fields}
          keyOf={rowId}
          nameOf={nameOf}
          onMove={(from, to) => onChange(moved(fields, from, to))}
        >
          {(field, i, handle) => {
            const id = rowId(field)
            const at = `${path}/${i}`
            const wrong = Object.keys(errors).some((one) => one.startsWith(`${at}/`))
            return (
              <Accordion.Item value={String(id)} bg="var(--dozo-surface)">
                <Group gap={4} wrap="nowrap" px="xs">
                  {handle}
                  <Accordion.Control px={4}>
                    <Text size="sm" fw={600} span>
                      {nameOf(field)}
                    </Text>{' '}
                    <Text size="sm" c="dimmed" span>
                      {field.key} · {named(typeOf(field).label)}
                      {flagsOf(field)
                        .map((flag) => ` · ${t(`flag.${flag}`)}`)
                        .join('')}
                    </Text>
                    {wrong && (
                      <Text size="sm" c="var(--mantine-color-error)" span>
                        {' '}
                        {t('wrongField')}
                      </Text>
                    )}
                  </Accordion.Control>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`${nameOf(field)}: ${t('fields:remove')}`}
                    onClick={() => {
                      onChange(fields.toSpliced(i, 1))
                      addButton.current?.focus()
                    }}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
                <Accordion.Panel>
                  {opened === String(id) && (
                    <FieldForm
                      field={field}
                      isKnown={!nested && known.has(id)}
                      onChange={(next) => onChange(withRow(fields, i, next))}
                      errors={errors}
                      path={at}
                      siblings={fields}
                      nested={nested}
                    />
                  )}
                </Accordion.Panel>
              </Accordion.Item>
            )
          }}
        </ReorderList>
      </Accordion>
      <AddField
        ref={addButton}
        nested={nested}
        taken={fields.map((field) => field.key)}
        add={(field) => {
          onChange([...fields, field])
          setOpened(String(rowId(field)))
        }}
      />
    </Stack>
  )
}

const flags = ['required', 'unique', 'localized', 'filterable', 'searchable', 'neverDelivered'] as const
const flagsOf = (field: Field) => flags.filter((flag) => field[flag])
