import type { ContentType, Grant, Permission } from '@dozo/client'
import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { coverage, given, together, typesIn, withheld } from '../../grants/coverage.ts'
import { useNamed } from '../../ui/named.ts'
import { GrantBox } from './GrantBox.tsx'
import './matrix.css'

export type MatrixProps = {
  grants: readonly Grant[]
  /** Columns, or what stands in the cells. */
  permissions: readonly Permission[]
  /** Nothing: it may only be looked at. */
  onChange: ((grants: Grant[]) => void) | undefined
  /** Whether the person holds a permission themself: only then can they give it. */
  holds: (permission: string) => boolean
  /** Id of the text that says why boxes may only be looked at. */
  why: string
}

/** What may be done with the entries of which content type. The first row stands for all types, the first column for all acts. */
export function EntriesMatrix({
  grants,
  types,
  permissions,
  onChange,
  holds,
  why,
}: MatrixProps & { types: readonly ContentType[] }) {
  const { t } = useTranslation('groups')
  const named = useNamed()
  const known = types.map(({ key }) => key)
  const rows = typesIn(grants, known)
  const names = permissions.map(({ name }) => name)
  const own = names.filter(holds)
  const put = (acts: readonly string[], type: string | undefined, on: boolean) =>
    onChange?.(
      acts.reduce<Grant[]>(
        (made, act) => (on ? given(made, act, type) : withheld(made, act, type, rows)),
        [...grants],
      ),
    )
  const labelOf = (key: string) => {
    const type = types.find((one) => one.key === key)
    return type ? named(type.name) : key
  }
  const cells = (type: string | undefined, row: string) => (
    <>
      <td>
        <GrantBox
          name={t('box', { row, act: t('allActs') })}
          state={together(names.map((name) => coverage(grants, name, type)))}
          change={onChange && own.length > 0 ? (on) => put(own, type, on) : undefined}
          why={why}
        />
      </td>
      {permissions.map(({ name, label }) => (
        <td key={name}>
          <GrantBox
            name={t('box', { row, act: named(label) })}
            state={coverage(grants, name, type)}
            change={onChange && holds(name) ? (on) => put([name], type, on) : undefined}
            why={why}
          />
        </td>
      ))}
    </>
  )
  return (
    <div className="matrix" role="region" aria-label={t('onEntries')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('type')}</th>
            <th scope="col">{t('allActs')}</th>
            {permissions.map(({ name, label }) => (
              <th key={name} scope="col">
                {named(label)}
                <br />
                <Code fz={11}>{name}</Code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="matrix-over">
            <th scope="row">
              <Text size="sm" fw={600}>
                {t('allTypes')}
              </Text>
              <Text size="xs" c="dimmed">
                {t('allTypesHelp')}
              </Text>
            </th>
            {cells(undefined, t('allTypes'))}
          </tr>
          {rows.map((key) => (
            <tr key={key}>
              <th scope="row">
                {labelOf(key)}
                <br />
                <Code fz={11}>{key}</Code>
                {!known.includes(key) && (
                  <Text size="xs" c="dimmed">
                    {t('typeGone')}
                  </Text>
                )}
              </th>
              {cells(key, labelOf(key))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
