import type { BlockKind } from '@dozo/content-model/definition'
import { isUse } from '@dozo/content-model/shared-kinds'
import { Box, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useContext, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { moved } from '../../fields/repeat/moved.ts'
import { NameInputs } from '../../ui/NameInputs.tsx'
import { useNamed } from '../../ui/named.ts'
import { ReorderList } from '../../ui/reorder/ReorderList.tsx'
import { CopyKinds } from './CopyKinds.tsx'
import { FieldsEditor } from './FieldsEditor.tsx'
import { freeKey } from './free-key.ts'
import { RemoveKind } from './RemoveKind.tsx'
import { KnownRows, rowId, withRow } from './rows.ts'
import { UsedKind, UseKind, useSharedKindName } from './SharedKinds.tsx'

type Props = {
  kinds: readonly BlockKind[]
  onChange: (kinds: BlockKind[]) => void
  errors: Record<string, string>
  path: string
}

const keyOf = (kind: BlockKind) => (isUse(kind) ? kind.use : kind.key)

/** Kinds of blocks: what each is called, and the fields that a block of it has. Shared ones are only named here. */
export function KindsEditor({ kinds, onChange, errors, path }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const known = useContext(KnownRows)
  const addButton = useRef<HTMLButtonElement>(null)
  const put = (i: number, part: Partial<BlockKind>) => onChange(withRow(kinds, i, { ...kinds[i]!, ...part }))
  const sharedName = useSharedKindName()
  const nameOf = (kind: BlockKind) => (isUse(kind) ? sharedName(kind.use) : named(kind.name) || kind.key)
  const fresh = (): BlockKind => ({
    key: freeKey('kind', kinds.map(keyOf)),
    name: { ja: 'ブロック', en: 'Block' },
    fields: [{ key: 'text', type: 'text', name: { ja: 'テキスト', en: 'Text' } }],
  })
  function kindAt(kind: BlockKind, i: number) {
    const id = rowId(kind)
    const remove = () => {
      onChange(kinds.toSpliced(i, 1))
      addButton.current?.focus()
    }
    if (isUse(kind)) return <UsedKind use={kind.use} error={errors[`${path}/${i}/use`]} remove={remove} />
    return (
      <Fieldset legend={nameOf(kind)} bg="transparent">
        <Stack>
          <NameInputs
            label={(language) => t('nameIn', { language })}
            value={kind.name}
            onChange={(words) => put(i, { name: words })}
            errors={errors}
            path={`${path}/${i}/name`}
          />
          <TextInput
            label={t('kindKey')}
            readOnly={known.has(id)}
            autoCapitalize="none"
            spellCheck={false}
            error={errors[`${path}/${i}/key`]}
            value={kind.key}
            onChange={(event) => put(i, { key: event.currentTarget.value })}
          />
          <FieldsEditor
            fields={kind.fields}
            onChange={(fields) => put(i, { fields })}
            errors={errors}
            path={`${path}/${i}/fields`}
            nested
          />
          <RemoveKind name={nameOf(kind)} remove={remove} />
        </Stack>
      </Fieldset>
    )
  }
  return (
    <Fieldset legend={t('option.kinds')} bg="transparent">
      <Stack>
        <ReorderList
          label={t('option.kinds')}
          items={kinds}
          keyOf={rowId}
          nameOf={nameOf}
          onMove={(from, to) => onChange(moved(kinds, from, to))}
        >
          {(kind, i, handle) => (
            <Group gap={4} wrap="nowrap" align="flex-start">
              {handle}
              <Box style={{ flexGrow: 1, minWidth: 0 }}>{kindAt(kind, i)}</Box>
            </Group>
          )}
        </ReorderList>
        <Button
          ref={addButton}
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...kinds, fresh()])}
        >
          {t('addKind')}
        </Button>
        <UseKind taken={kinds.map(keyOf)} add={(use) => onChange([...kinds, use])} />
        <CopyKinds
          taken={kinds.map(keyOf)}
          add={(more) => more.length > 0 && onChange([...kinds, ...more])}
        />
      </Stack>
    </Fieldset>
  )
}
