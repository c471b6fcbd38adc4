import {
  IconApi,
  IconBinaryTree,
  IconBook2,
  IconCalendarClock,
  IconDatabaseImport,
  IconFile,
  IconHistory,
  IconHome,
  IconKey,
  IconLayoutList,
  IconListCheck,
  IconPhoto,
  IconSettings,
  IconTrash,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { shell } from '../../locales/shell.ts'
import { paths } from '../../paths.ts'
import { inBoth, useNamed } from '../../ui/named.ts'

type Word = keyof (typeof shell)['ja']

/** A page of the site that the person may see. */
export type Place = {
  to: string
  params: Record<string, string>
  label: string
  Icon: Icon
  /** The other names under which somebody may look for it. */
  alias: string
}
export type PlaceGroup = { label: string; places: Place[] }

const kinds = { plain: IconLayoutList, single: IconFile, tree: IconBinaryTree }

/** What there is in this site, by what the person may do: a link to a page that refuses is no help. */
export function usePlaces(): { home: Place; groups: PlaceGroup[] } {
  const { t } = useTranslation('shell')
  const named = useNamed()
  const can = useCan()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const page = (to: string, word: Word, icon: Icon): Place => ({
    to,
    params: { site },
    label: t(word),
    Icon: icon,
    alias: inBoth(shell, word),
  })
  const pages = (...all: [permission: string, to: string, word: Word, icon: Icon][]) =>
    all.filter(([permission]) => can(permission)).map(([, to, word, icon]) => page(to, word, icon))
  const ofTypes = types.map((type) => ({
    to: paths.entries,
    params: { site, type: type.key },
    label: named(type.name),
    Icon: kinds[type.kind],
    alias: `${type.key} ${Object.values(type.name).join(' ')}`,
  }))
  const groups = [
    {
      label: t('content'),
      places: [
        ...(can('entries.read') ? ofTypes : []),
        ...pages(
          ['files.read', paths.files, 'files', IconPhoto],
          ['entries.read', paths.schedules, 'schedules', IconCalendarClock],
          ['entries.read', paths.trash, 'trash', IconTrash],
        ),
      ],
    },
    {
      label: t('build'),
      places: pages(
        ['content-types.read', paths.contentTypes, 'contentTypes', IconBook2],
        ['apis.read', paths.apis, 'apis', IconApi],
        ['webhooks.read', paths.webhooks, 'webhooks', IconWebhook],
      ),
    },
    {
      label: t('people'),
      places: pages(
        ['members.read', paths.members, 'members', IconUsers],
        ['groups.read', paths.groups, 'groups', IconUsersGroup],
        ['api-tokens.read', paths.apiTokens, 'apiTokens', IconKey],
      ),
    },
    {
      label: t('operate'),
      places: pages(
        ['imports.read', paths.imports, 'imports', IconDatabaseImport],
        ['jobs.read', paths.jobs, 'jobs', IconListCheck],
        ['audit.read', paths.audit, 'audit', IconHistory],
        ['sites.read', paths.settings, 'settings', IconSettings],
      ),
    },
  ]
  return {
    home: page(paths.site, 'home', IconHome),
    groups: groups.filter(({ places }) => places.length > 0),
  }
}
