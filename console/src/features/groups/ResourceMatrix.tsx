import type { Grant, Permission } from '@dozo/client'
import { Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { coverage, given, together, withheld } from '../../grants/coverage.ts'
import { useNamed } from '../../ui/named.ts'
import type { MatrixProps } from './EntriesMatrix.tsx'
import { GrantBox } from './GrantBox.tsx'
import { resourcesOf } from './resources.ts'
import './matrix.css'

const columns = ['see', 'change', 'more'] as const

/** What may be done apart from entries. Acts differ from row to row, so each box says its own in words. */
export function ResourceMatrix({ grants, permissions, onChange, holds, why }: MatrixProps) {
  const { t, i18n } = useTranslation('groups')
  const named = useNamed()
  const nameOf = (key: string) =>
    i18n.exists(`resource.${key}`, { ns: 'groups' }) ? t(`resource.${key}` as 'resource.files') : key
  const put = (acts: readonly string[], on: boolean) =>
    onChange?.(
      acts.reduce<Grant[]>(
        (made, act) => (on ? given(made, act) : withheld(made, act, undefined, [])),
        [...grants],
      ),
    )
  const box = (row: string, { name, label }: Permission) => (
    <GrantBox
      key={name}
      name={t('box', { row, act: named(label) })}
      state={coverage(grants, name)}
      change={onChange && holds(name) ? (on) => put([name], on) : undefined}
      why={why}
      label={
        <>
          <Text size="sm">{named(label)}</Text>
          <Code fz={11}>{name}</Code>
        </>
      }
    />
  )
  return (
    <div className="matrix matrix-words" role="region" aria-label={t('onOthers')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('resource')}</th>
            <th scope="col">{t('allActs')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {resourcesOf(permissions).map((resource) => {
            const row = nameOf(resource.key)
            const all = columns.flatMap((column) => resource[column]).map(({ name }) => name)
            const own = all.filter(holds)
            return (
              <tr key={resource.key}>
                <th scope="row">{row}</th>
                <td>
                  <GrantBox
                    name={t('box', { row, act: t('allActs') })}
                    state={together(all.map((name) => coverage(grants, name)))}
                    change={onChange && own.length > 0 ? (on) => put(own, on) : undefined}
                    why={why}
                  />
                </td>
                {columns.map((column) => (
                  <td key={column}>
                    <Stack gap="xs">{resource[column].map((one) => box(row, one))}</Stack>
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
