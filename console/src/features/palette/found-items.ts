import { IconFileText, IconPhoto, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../ui/named.ts'
import type { Item, ItemGroup } from './items.ts'
import { useGo } from './own-items.ts'
import { useSearchWords } from '../../ui/search-words.ts'

const most = 5

/** What the site has under these words: entries of every type, files, members; each as far as the person may read it. */
export function useFoundItems(text: string): { groups: ItemGroup[]; searching: boolean; error: unknown } {
  const { t } = useTranslation('palette')
  const can = useCan()
  const named = useNamed()
  const go = useGo()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const typed = text.normalize('NFKC').trim().slice(0, 100)
  const words = useSearchWords(typed)
  const found = useQuery({
    queryKey: ['palette', site, words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const [entries, files, members] = await Promise.all([
        can('entries.read') && client.search.entries({ site, query: { q: words, size: most }, signal }),
        can('files.read') && client.files.list({ site, query: { q: words, size: most }, signal }),
        can('members.read') && client.members.list({ site, query: { search: words, size: most }, signal }),
      ])
      return {
        entries: entries ? entries.data : [],
        files: files ? files.data : [],
        members: members ? members.data : [],
      }
    },
  })
  const { entries = [], files = [], members = [] } = typed === '' ? {} : (found.data ?? {})
  const groups: { label: string; items: Item[] }[] = [
    {
      label: t('entries'),
      items: entries.map(({ entry }) => {
        const type = types.find(({ key }) => key === entry.type)
        return {
          id: `entry ${entry.id}`,
          label: entry.title || t('untitled'),
          hint: type && named(type.name),
          Icon: IconFileText,
          act: () => go(paths.entry, { site, type: entry.type, id: entry.id }),
        }
      }),
    },
    {
      label: t('files'),
      items: files.map(({ id, name, folder }) => ({
        id: `file ${id}`,
        label: name,
        hint: folder,
        Icon: IconPhoto,
        act: () => go(paths.files, { site }, { file: id }),
      })),
    },
    {
      label: t('members'),
      items: members.map(({ id, name, email }) => ({
        id: `member ${id}`,
        label: name,
        hint: email,
        Icon: IconUser,
        act: () => go(paths.member, { site, id }),
      })),
    },
  ]
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    searching: typed !== '' && (typed !== words || found.isFetching),
    error: typed === '' ? null : found.error,
  }
}
