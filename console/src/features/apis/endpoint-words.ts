import type { Endpoint, Operation } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useNamed } from '../../ui/named.ts'

/** An endpoint in short words: what it gives out or takes in, and under which conditions. */
export function useEndpointWords(operations: readonly Operation[]) {
  const { t } = useTranslation('apis')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const typeName = (key: string) => {
    const type = types.find((one) => one.key === key)
    return type ? named(type.name) : key
  }
  const operationOf = ({ operation }: Pick<Endpoint, 'operation'>) =>
    operations.find(({ name }) => name === operation)
  return {
    operationOf,
    operation: (endpoint: Endpoint) => {
      const found = operationOf(endpoint)
      return found ? named(found.label) : endpoint.operation
    },
    about: ({ type, types: several }: Endpoint) =>
      (several?.length ? several : type ? [type] : []).map(typeName).join(', ') || '–',
    fields: (endpoint: Endpoint) => {
      if (endpoint.fields?.length) return endpoint.fields.join(', ')
      return operationOf(endpoint)?.settings.includes('fields') ? t('allFields') : '–'
    },
    conditions: ({ filter, publish, own, rights, who, rateLimit }: Endpoint): string[] => [
      ...(filter ? [t('filtered')] : []),
      ...(publish ? [t('publishes')] : []),
      ...(own ? [t('ownOnly')] : []),
      ...(rights === 'caller' ? [t('callerRights')] : []),
      ...(who
        ? [who.groups?.length ? t('groupsOnly', { groups: who.groups.join(', ') }) : t('membersOnly')]
        : []),
      ...(rateLimit ? [t('rate', { calls: rateLimit.calls, count: rateLimit.seconds })] : []),
    ],
    cache: (endpoint: Endpoint) =>
      operationOf(endpoint)?.cacheable ? t('seconds', { count: endpoint.cacheSeconds ?? 60 }) : '–',
  }
}
