import type { Choice } from '@dozo/content-model/definition'
import { ActionIcon, Button, Fieldset, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { moved } from '../../fields/repeat/moved.ts'
import { useNamed } from '../../ui/named.ts'
import { ReorderList } from '../../ui/reorder/ReorderList.tsx'
import { rowId, withRow } from './rows.ts'

type Props = {
  choices: readonly Choice[]
  onChange: (choices: Choice[]) => void
  errors: Record<string, string>
  path: string
}

/** What can be chosen: the value that is kept, and its name in both languages. */
export function ChoicesEditor({ choices, onChange, errors, path }: Props) {
  const { t } = useTranslation(['contentTypes', 'shell', 'fields'])
  const named = useNamed()
  const addButton = useRef<HTMLButtonElement>(null)
  return (
    <Fieldset legend={t('option.options')} bg="transparent">
      <Stack gap="xs">
        <ReorderList
          label={t('option.options')}
          items={choices}
          keyOf={rowId}
          nameOf={(choice) => named(choice.name) || choice.value}
          onMove={(from, to) => onChange(moved(choices, from, to))}
        >
          {(choice, i, handle) => {
            const number = t('fields:item', { number: i + 1, count: choices.length })
            const put = (next: Choice) => onChange(withRow(choices, i, next))
            const input = (label: string, value: string, set: (text: string) => Choice, own: string) => (
              <TextInput
                aria-label={`${number}: ${label}`}
                placeholder={label}
                error={errors[`${path}/${i}/${own}`]}
                value={value}
                onChange={(event) => put(set(event.currentTarget.value))}
              />
            )
            const { value, name } = choice
            return (
              <Group wrap="nowrap" align="flex-start" gap="xs">
                {handle}
                <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" style={{ flexGrow: 1 }}>
                  {input(t('choiceValue'), value, (text) => ({ ...choice, value: text }), 'value')}
                  {input(t('shell:japanese'), name.ja, (ja) => ({ value, name: { ...name, ja } }), 'name/ja')}
                  {input(t('shell:english'), name.en, (en) => ({ value, name: { ...name, en } }), 'name/en')}
                </SimpleGrid>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${number}: ${t('fields:remove')}`}
                  onClick={() => {
                    onChange(choices.toSpliced(i, 1))
                    addButton.current?.focus()
                  }}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            )
          }}
        </ReorderList>
        <Button
          ref={addButton}
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...choices, { value: '', name: { ja: '', en: '' } }])}
        >
          {t('addChoice')}
        </Button>
      </Stack>
    </Fieldset>
  )
}
