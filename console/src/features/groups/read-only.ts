import type { Group, Permission } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'

/** Why a group may only be looked at, as a sentence; nothing when the person may change it. The server decides in any case. */
export function useReadOnly(
  permissions: readonly Permission[],
): (group: Group | undefined) => string | undefined {
  const { t } = useTranslation('groups')
  const named = useNamed()
  const can = useCan()
  return (group) => {
    if (group?.builtin) return t('readOnlyBuiltin')
    if (!can('groups.write')) return t('readOnlyRight')
    if (!can('content-types.read')) return t('readOnlyTypes')
    const beyond = [...new Set((group?.grants ?? []).map(({ permission }) => permission))].filter(
      (one) => !can(one) && (one === '*' || permissions.some(({ name }) => name === one)),
    )
    if (beyond.length === 0) return undefined
    const label = (one: string) => {
      const permission = permissions.find(({ name }) => name === one)
      return permission ? named(permission.label) : t('everything')
    }
    return t('readOnlyBeyond', { permissions: beyond.map(label).join(', ') })
  }
}
