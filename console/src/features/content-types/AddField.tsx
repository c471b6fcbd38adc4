import type { Field } from '@dozo/content-model/definition'
import { fieldTypeNames } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { Button, Menu, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { freeKey } from './free-key.ts'

/** What a field of a type cannot be without. */
const starts: Partial<Record<Field['type'], Partial<Field>>> = {
  select: { options: [{ value: 'a', name: { ja: 'A', en: 'A' } }] },
  multi_select: { options: [{ value: 'a', name: { ja: 'A', en: 'A' } }] },
  computed: { template: '{title}', localized: true },
  group: { fields: [{ key: 'text', type: 'text', name: { ja: 'テキスト', en: 'Text' } }] },
  repeat: { fields: [{ key: 'text', type: 'text', name: { ja: 'テキスト', en: 'Text' } }] },
  blocks: {
    kinds: [
      {
        key: 'text',
        name: { ja: '文章', en: 'Text' },
        fields: [{ key: 'text', type: 'textarea', name: { ja: 'テキスト', en: 'Text' } }],
      },
    ],
  },
}

const baseOf = (type: string): string =>
  type === 'number' ? 'amount' : type.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())

type Props = {
  taken: readonly string[]
  add: (field: Field) => void
  nested: boolean
  ref: Ref<HTMLButtonElement>
}

/** The types of fields there are, each with a line on what it is for. */
export function AddField({ taken, add, nested, ref }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button ref={ref} variant="default" leftSection={<IconPlus size={16} aria-hidden />} w="fit-content">
          {t('addField')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
        {fieldTypeNames.map((type) => {
          const { label, onlyTop } = typeOf({ type })
          if (nested && onlyTop) return null
          return (
            <Menu.Item
              key={type}
              onClick={() => add({ key: freeKey(baseOf(type), taken), type, name: label, ...starts[type] })}
            >
              <Text size="sm">{named(label)}</Text>
              <Text size="xs" c="dimmed">
                {t(`typeHelp.${type}`)}
              </Text>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
