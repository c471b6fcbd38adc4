import { fileKinds, type FileKind } from '@dozo/content-model/field-names'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { FilesAsked } from '../../api/files.ts'

export const sorts = ['-createdAt', 'createdAt', 'name', '-name', 'size', '-size'] as const
export type Sort = (typeof sorts)[number]

type Said = {
  folder: string
  search: string
  kind: FileKind | undefined
  /** A language: only images that have no alternative text in it. */
  withoutAlt: string | undefined
  trashed: boolean
  sort: Sort
  view: 'grid' | 'list'
  tag: string | undefined
}

/** What the address says of the library: a link shows the same to a colleague. */
export type Library = Said & {
  /** Not all that is here: then what is in the folders below is looked through, too. */
  narrowed: boolean
  asked: FilesAsked
  /** Id of the file that is open. */
  file: string | undefined
  change: (part: Partial<Said>) => void
}

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined =>
  all.find((one) => one === text)

export function useLibrary(): Library {
  const given = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const said: Said = {
    folder: given['folder'] ?? '',
    search: given['q'] ?? '',
    kind: oneOf(fileKinds, given['kind']),
    withoutAlt: given['noAlt'],
    tag: given['tag'],
    trashed: given['trash'] === 'yes',
    sort: oneOf(sorts, given['sort']) ?? '-createdAt',
    view: given['view'] === 'list' ? 'list' : 'grid',
  }
  const { folder, search, kind, withoutAlt, tag, trashed, sort } = said
  const narrowed = search !== '' || kind !== undefined || withoutAlt !== undefined || tag !== undefined
  return {
    ...said,
    narrowed,
    file: given['file'],
    asked: {
      sort,
      ...(trashed ? { trashed } : narrowed ? { folder } : { folder, direct: true }),
      ...(search ? { q: search } : {}),
      ...(kind ? { kind } : {}),
      ...(withoutAlt ? { withoutAlt } : {}),
      ...(tag ? { tag } : {}),
    },
    change: (part) => void navigate({ to: '.', search: addressOf({ ...said, ...part }) as never }),
  }
}

const addressOf = ({ folder, search, kind, withoutAlt, tag, trashed, sort, view }: Said) => ({
  folder: folder || undefined,
  q: search || undefined,
  kind,
  noAlt: withoutAlt,
  tag,
  trash: trashed ? 'yes' : undefined,
  sort: sort === '-createdAt' ? undefined : sort,
  view: view === 'list' ? view : undefined,
})

/** Opens a file beside the list, or closes it: the list stays where it was scrolled to. */
export function useOpenFile() {
  const router = useRouter()
  const known = useSearch({ strict: false }) as Record<string, string | undefined>
  const targetOf = (file: string | undefined) =>
    ({ to: '.', search: { ...known, file }, resetScroll: false }) as never
  const open = (file: string | undefined) => void router.navigate(targetOf(file))
  return {
    open,
    close: () => open(undefined),
    linkTo: (file: string) => ({
      href: router.buildLocation(targetOf(file)).href,
      onClick(event: MouseEvent) {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        open(file)
      },
    }),
  }
}
