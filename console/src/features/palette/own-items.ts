import {
  IconBook2,
  IconBuilding,
  IconCode,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSun,
  IconUserCircle,
  IconUserPlus,
  type Icon,
} from '@tabler/icons-react'
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { signOut, useCan, useSession, useSite } from '../../api/session.ts'
import { chooseLanguage } from '../../locales/language.ts'
import { paths } from '../../paths.ts'
import { palette } from '../../locales/palette.ts'
import { languageName, inBoth, useNamed } from '../../ui/named.ts'
import { usePlaces } from '../shell/places.ts'
import type { Item, ItemGroup } from './items.ts'

type Word = keyof (typeof palette)['ja']
type Go = (to: string, params?: Record<string, string>, search?: Record<string, string>) => void
export function useGo(): Go {
  const navigate = useNavigate()
  return (to, params = {}, search = {}) => void navigate({ to, params, search } as never)
}

export type OwnActs = { showKeys: () => void; showCalls: () => void }

/** What one can do wherever one is: another site, one's own account, language and colours. */
export function useOwnItems({ showKeys, showCalls }: OwnActs): ItemGroup[] {
  const { t } = useTranslation('palette')
  const go = useGo()
  const { sites, operator } = useSession()
  const { site: here } = useParams({ strict: false })
  const { setColorScheme } = useMantineColorScheme()
  const others = sites
    .filter(({ key }) => key !== here)
    .map(({ key, name }): Item => ({
      id: `site ${key}`,
      label: name,
      alias: key,
      Icon: IconBuilding,
      act: () => go(paths.site, { site: key }),
    }))
  const item = (id: Word, icon: Icon, act: () => void): Item => ({
    id,
    label: t(id),
    alias: inBoth(palette, id),
    Icon: icon,
    act,
  })
  const languages = (['ja', 'en'] as const).map((one): Item => ({
    id: one,
    label: t('language', { name: languageName(one) }),
    alias: `${inBoth(palette, 'language')} ${one}`,
    Icon: IconLanguage,
    act: () => chooseLanguage(one),
  }))
  const all = item('sites', IconBuilding, () => go(paths.sites))
  return [
    { label: t('otherSites'), items: [...others, ...(operator ? [all] : [])] },
    {
      label: t('yourself'),
      items: [
        item('account', IconUserCircle, () => go(paths.account)),
        ...languages,
        item('light', IconSun, () => setColorScheme('light')),
        item('dark', IconMoon, () => setColorScheme('dark')),
        item('calls', IconCode, showCalls),
        item('keys', IconKeyboard, showKeys),
        item('signOut', IconLogout, () => void signOut()),
      ],
    },
  ]
}

/** The pages of the site, and what can be made in it. */
export function useSiteItems(): ItemGroup[] {
  const { t } = useTranslation('palette')
  const go = useGo()
  const named = useNamed()
  const can = useCan()
  const { key: site } = useSite()
  const { home, groups } = usePlaces()
  const types = useContentTypes().data ?? []
  const toPlace = (place: typeof home, hint?: string): Item => ({
    id: `place ${place.to} ${place.params['type'] ?? ''}`,
    label: place.label,
    hint,
    alias: place.alias,
    Icon: place.Icon,
    act: () => go(place.to, place.params),
  })
  const make = (id: string, label: string, alias: string, icon: Icon, act: () => void): Item => ({
    id,
    label,
    alias: `${inBoth(palette, 'make')} ${alias}`,
    Icon: icon,
    act,
  })
  const written = types.filter(({ kind }) => kind !== 'single' && can('entries.create'))
  const made = [
    ...written.map((type) => {
      const label = t('newEntry', { name: named(type.name) })
      const write = () => go(paths.entry, { site, type: type.key, id: 'new' })
      return make(`new ${type.key}`, label, `${type.key} ${type.name.ja} ${type.name.en}`, IconPlus, write)
    }),
    can('content-types.write') &&
      make('new type', t('newType'), inBoth(palette, 'newType'), IconBook2, () =>
        go(paths.newContentType, { site }),
      ),
    can('members.write') &&
      make('new member', t('newMember'), inBoth(palette, 'newMember'), IconUserPlus, () =>
        go(paths.member, { site, id: 'new' }),
      ),
  ].filter((one) => one !== false)
  const places = groups.flatMap(({ label, places: all }) => all.map((one) => toPlace(one, label)))
  return [
    { label: t('goTo'), items: [toPlace(home), ...places] },
    { label: t('make'), items: made },
  ]
}
