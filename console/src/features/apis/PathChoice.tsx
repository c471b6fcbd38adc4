import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { leavesOf } from './field-paths.ts'
import { PathTree, type PathTreeProps } from './PathTree.tsx'

type Props = Omit<PathTreeProps, 'value' | 'onChange' | 'description'> & {
  /** What it means to say nothing, and to say something. */
  all: string
  allHelp: string
  some: string
  value: string[] | null
  onChange: (value: string[] | null) => void
  /** Nothing where a heading says the same just above. */
  labelled?: boolean
}

/** Left open, or exactly what is ticked; none ticked is none. */
export function PathChoice({ label, all, allHelp, some, value, onChange, labelled = true, ...tree }: Props) {
  const { t } = useTranslation('endpoints')
  const begin = () =>
    tree.purpose === 'read'
      ? leavesOf(tree.types, [tree.type], tree.purpose)
          .filter(({ tickable }) => tickable)
          .map(({ path }) => path)
      : []
  return (
    <Stack gap="sm">
      <Radio.Group
        {...(labelled ? { label } : { 'aria-label': label })}
        value={value === null ? 'all' : 'some'}
        onChange={(next) => onChange(next === 'all' ? null : begin())}
      >
        <Stack gap={6} mt={4}>
          <Radio value="all" label={all} description={allHelp} />
          <Radio value="some" label={some} />
        </Stack>
      </Radio.Group>
      {value !== null && (
        <PathTree
          label={some}
          labelled={false}
          description={value.length === 0 ? t('noneTicked') : undefined}
          value={value}
          onChange={onChange}
          {...tree}
        />
      )}
    </Stack>
  )
}
