import type { Field } from '@dozo/content-model/definition'
import { fieldTypeNames } from '@dozo/content-model/field-names'
import { typeOf } from '@dozo/content-model/fields/index'
import { Button, Menu, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import './builder.css'
import { freeKey } from './free-key.ts'
import { TypeExample } from './TypeExample.tsx'
import { freshField } from './type-examples.ts'

const baseOf = (type: string): string =>
  type === 'number' ? 'amount' : type.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())

type Props = {
  taken: readonly string[]
  add: (field: Field) => void
  nested: boolean
  ref: Ref<HTMLButtonElement>
}

/** The types of fields there are, each with a line on what it is for; beside them, what the one in view looks like. */
export function AddField({ taken, add, nested, ref }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const [seen, see] = useState<Field['type']>('text')
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button ref={ref} variant="default" leftSection={<IconPlus size={16} aria-hidden />} w="fit-content">
          {t('addField')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="type-menu" p={0}>
        <div role="none">
          {fieldTypeNames.map((type) => {
            const { label, onlyTop } = typeOf({ type })
            if (nested && onlyTop) return null
            return (
              <Menu.Item
                key={type}
                onClick={() => add(freshField(type, freeKey(baseOf(type), taken)))}
                onFocus={() => see(type)}
                onMouseEnter={() => see(type)}
              >
                <Text size="sm">{named(label)}</Text>
                <Text size="xs" c="dimmed">
                  {t(`typeHelp.${type}`)}
                </Text>
              </Menu.Item>
            )
          })}
        </div>
        <TypeExample type={seen} />
      </Menu.Dropdown>
    </Menu>
  )
}
