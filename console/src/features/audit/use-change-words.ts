import type { Field } from '@dozo/content-model/definition'
import { useTranslation } from 'react-i18next'
import { useGroups } from '../../api/groups.ts'
import { useSite } from '../../api/session.ts'
import { languageName, useNamed } from '../../ui/named.ts'
import { moment } from '../../ui/when.ts'

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
/** Contents that no cell can hold: what changed in them is in the versions. */
const long: readonly Field['type'][] = ['rich_text', 'blocks', 'table', 'json', 'group', 'repeat']

/** The names of what was changed and the values as one reads them. `fields`: those of the entry, if it is one. */
export function useChangeWords(fields: readonly Field[]) {
  const { t, i18n } = useTranslation('audit')
  const named = useNamed()
  const { timeZone } = useSite()
  const groups = useGroups().data ?? []
  const known = (key: string) => i18n.exists(key, { ns: 'audit' })
  const fieldOf = (key: string | undefined) => fields.find((one) => one.key === key)
  const isCut = (value: unknown) => typeof value === 'string' && /^[{[].*…$/s.test(value)
  return {
    nameOf(step: string, path: readonly string[]): string | undefined {
      const field = path.length === 0 ? fieldOf(step) : undefined
      if (field) return named(field.name)
      if (path.length > 0 && /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(step)) return languageName(step)
      const key = `change.${step}`
      return known(key) ? t(key as 'change.name') : undefined
    },
    textOf(value: unknown, path: readonly string[]): string {
      if (value === null || value === undefined || value === '') return t('nothing')
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
      if (path[0] === 'groups') {
        const group = groups.find((one) => one.key === value)
        return group ? named(group.name) : String(value)
      }
      if (isCut(value)) return t('seeVersions')
      if (typeof value === 'string' && isMoment.test(value)) return moment(value, timeZone)
      const option = fieldOf(path[0])?.options?.find((one) => one.value === value)
      if (option) return named(option.name)
      const key = `value.${String(value)}`
      const isState = ['status', 'action'].includes(path[0] ?? '') && known(key)
      return isState ? t(key as 'value.active') : String(value)
    },
    isLong: (key: string): boolean => {
      const field = fieldOf(key)
      return field !== undefined && long.includes(field.type)
    },
  }
}
