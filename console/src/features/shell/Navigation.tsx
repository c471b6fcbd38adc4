import { Text } from '@mantine/core'
import {
  IconApi,
  IconBinaryTree,
  IconBook2,
  IconCalendarClock,
  IconDatabaseImport,
  IconFile,
  IconHome,
  IconKey,
  IconLayoutList,
  IconListCheck,
  IconPhoto,
  IconSettings,
  IconTrash,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { ToNav } from '../../ui/To.tsx'
import { useNamed } from '../../ui/named.ts'

const kinds = { plain: IconLayoutList, single: IconFile, tree: IconBinaryTree }

/** What there is in this site, by what the person may do: a link to a page that refuses is no help. */
export function Navigation({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation('shell')
  const named = useNamed()
  const can = useCan()
  const { key: site } = useSite()
  const { pathname } = useLocation()
  const types = useContentTypes().data ?? []
  const link = (to: string, label: string, Icon: typeof IconHome, params: Record<string, string> = {}) => {
    const place = Object.entries({ site, ...params }).reduce(
      (path, [key, value]) => path.replace(`$${key}`, value),
      to,
    )
    const active = pathname === place || (to !== paths.site && pathname.startsWith(`${place}/`))
    return (
      <ToNav
        key={place}
        to={to}
        params={{ site, ...params }}
        label={label}
        active={active}
        aria-current={active ? 'page' : undefined}
        leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
        onFollow={onFollow}
      />
    )
  }
  const operate = [
    can('imports.read') && link(paths.imports, t('imports'), IconDatabaseImport),
    can('jobs.read') && link(paths.jobs, t('jobs'), IconListCheck),
    can('sites.read') && link(paths.settings, t('settings'), IconSettings),
  ].filter(Boolean)
  const people = [
    can('members.read') && link(paths.members, t('members'), IconUsers),
    can('api-tokens.read') && link(paths.apiTokens, t('apiTokens'), IconKey),
  ].filter(Boolean)
  const build = [
    can('content-types.read') && link(paths.contentTypes, t('contentTypes'), IconBook2),
    can('apis.read') && link(paths.apis, t('apis'), IconApi),
    can('webhooks.read') && link(paths.webhooks, t('webhooks'), IconWebhook),
  ].filter(Boolean)
  const files = can('files.read') && link(paths.files, t('files'), IconPhoto)
  const content = can('entries.read')
    ? [
        ...types.map((type) => link(paths.entries, named(type.name), kinds[type.kind], { type: type.key })),
        link(paths.schedules, t('schedules'), IconCalendarClock),
        link(paths.trash, t('trash'), IconTrash),
      ]
    : []
  return (
    <>
      {link(paths.site, t('home'), IconHome)}
      <Part label={t('content')}>{files ? [...content, files] : content}</Part>
      <Part label={t('build')}>{build}</Part>
      <Part label={t('people')}>{people}</Part>
      <Part label={t('operate')}>{operate}</Part>
    </>
  )
}

const Part = ({ label, children }: { label: string; children: React.ReactNode[] }) =>
  children.length === 0 ? null : (
    <section aria-label={label}>
      <Text size="xs" fw={600} c="dimmed" px="sm" pt="md" pb={4}>
        {label}
      </Text>
      {children}
    </section>
  )
