import type { Field, Rule } from '@dozo/content-model/definition'
import { Button, Fieldset, Group, Select, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NameInputs } from '../../ui/NameInputs.tsx'
import { useNamed } from '../../ui/named.ts'
import { ConditionInput } from './ConditionInput.tsx'
import { rowId, withRow } from './rows.ts'

type Props = {
  rules: readonly Rule[]
  fields: readonly Field[]
  onChange: (rules: Rule[]) => void
  errors: Record<string, string>
}

/** What must hold between fields before an entry is published, and what is said when it does not. */
export function RulesEditor({ rules, fields, onChange, errors }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const put = (i: number, rule: Rule) => onChange(withRow(rules, i, rule))
  const addButton = useRef<HTMLButtonElement>(null)
  return (
    <Stack gap="xs">
      <Title order={2}>{t('rules')}</Title>
      <Text size="sm" c="dimmed">
        {t('rulesHelp')}
      </Text>
      {rules.map((rule, i) => {
        const { if: when, path, ...rest } = rule
        return (
          <Fieldset key={rowId(rule)} legend={t('rule', { number: i + 1 })}>
            <Stack>
              <ConditionInput
                label={t('ruleIf')}
                none={t('ruleIfNone')}
                fields={fields}
                value={when}
                onChange={(next) =>
                  put(i, { ...(next ? { if: next } : {}), ...(path ? { path } : {}), ...rest })
                }
                path={`/rules/${i}/if`}
                errors={errors}
              />
              <ConditionInput
                label={t('ruleMust')}
                none={t('ruleMustNone')}
                fields={fields}
                value={rule.must}
                onChange={(must) => put(i, { ...rule, must: must ?? {} })}
                path={`/rules/${i}/must`}
                errors={errors}
              />
              <NameInputs
                label={(language) => t('ruleMessageIn', { language })}
                value={rule.message}
                onChange={(message) => put(i, { ...rule, message })}
                errors={errors}
                path={`/rules/${i}/message`}
              />
              <Select
                label={t('rulePath')}
                maw={320}
                clearable
                error={errors[`/rules/${i}/path`]}
                data={fields.map((field) => ({ value: field.key, label: named(field.name) }))}
                value={path ?? null}
                onChange={(key) =>
                  put(i, { ...(when ? { if: when } : {}), ...(key ? { path: key } : {}), ...rest })
                }
              />
              <Group justify="flex-end">
                <Button
                  variant="subtle"
                  color="gray"
                  size="xs"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => {
                    onChange(rules.toSpliced(i, 1))
                    addButton.current?.focus()
                  }}
                >
                  {t('removeRule', { number: i + 1 })}
                </Button>
              </Group>
            </Stack>
          </Fieldset>
        )
      })}
      <Button
        ref={addButton}
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...rules, { must: {}, message: { ja: '', en: '' } }])}
      >
        {t('addRule')}
      </Button>
    </Stack>
  )
}
