import { useTranslation } from 'react-i18next'
import { placesNamed, type NameOf } from '../../ui/place-names.ts'

/** What people call the settings of an endpoint, by their pointers: in what was saved, and in what was tried. */
export function useEndpointPlaces(): NameOf {
  const { t } = useTranslation('endpoints')
  const named = placesNamed({
    '/path': t('path'),
    '/operation': t('operation'),
    '/type': t('type'),
    '/types': t('types'),
    '/fields': t('fields'),
    '/filters': t('filters'),
    '/sorts': t('sorts'),
    '/filter': t('filter'),
    '/sort': t('sort'),
    '/pageSize': t('pageSize'),
    '/maxPageSize': t('maxPageSize'),
    '/locale': t('locale'),
    '/who': t('who'),
    '/cacheSeconds': t('cacheSeconds'),
    '/rights': t('rights'),
    '/publish': t('publish'),
    '/own': t('own'),
    '/rateLimit/calls': t('rateCalls'),
    '/rateLimit/seconds': t('rateSeconds'),
    '/rateLimit': t('rateLimit'),
    '/deprecated/since': t('since'),
    '/deprecated/sunset': t('sunset'),
    '/deprecated/successor': t('successor'),
    '/url': t('url'),
  })
  return (path) => named(path.replace(/^\/endpoint(?=\/)/, ''))
}
