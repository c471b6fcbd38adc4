import { ProblemError } from '@dozo/client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queries } from '../../api/client.ts'
import { fileKey, knowFile, type SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'

/** `alt.ja`, `caption.en`, `credit`, `tags`, `focal`. */
export type Place = `${'alt' | 'caption'}.${string}` | 'credit' | 'tags' | 'focal'

/** What was typed and not saved, and what stood there when it was begun. */
type Changes = ReadonlyMap<Place, { from: unknown; to: unknown }>

export type Draft = {
  dirty: boolean
  at: <T>(place: Place) => T
  set: (place: Place, value: unknown) => void
  /** What somebody else has saved meanwhile where one has typed, too. */
  theirs: (place: Place) => unknown
  save: { run: (saved: () => void) => void; busy: boolean; error: unknown }
  /** Somebody saved meanwhile: nothing was written. */
  conflict: boolean
  /** Shows what they have saved; what one has typed stays. */
  reload: () => Promise<void>
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

function valueAt(file: SiteFile, place: Place): unknown {
  const [what, locale] = split(place)
  return locale === undefined ? file[what as 'credit'] : (file[what as 'alt'][locale] ?? '')
}

const split = (place: Place) => {
  const at = place.indexOf('.')
  return at < 0 ? [place, undefined] : [place.slice(0, at), place.slice(at + 1)]
}

/** What is sent: texts by language go as a whole, those of languages that the site has. */
export function changeOf(
  file: SiteFile,
  changes: Changes,
  locales: readonly string[],
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [place, { to }] of changes) {
    const [what, locale] = split(place) as [string, string | undefined]
    if (locale === undefined) body[what] = to
    else body[what] ??= {}
  }
  for (const what of ['alt', 'caption'] as const) {
    if (!(what in body)) continue
    const texts = locales.map((locale) => {
      const changed = changes.get(`${what}.${locale}`)
      return [locale, changed ? changed.to : file[what][locale]] as const
    })
    body[what] = Object.fromEntries(texts.filter(([, text]) => text))
  }
  return body
}

/** What is typed in the drawer. The file below it may become newer; what was typed stays what it is. */
export function useDraft(file: SiteFile): Draft {
  const { key: site, locales } = useSite()
  const [changes, keep] = useState<Changes>(new Map())
  const save = useMutation({
    mutationFn: async () =>
      (
        await client.files.update({
          site,
          id: file.id,
          ifMatch: file.etag,
          body: changeOf(file, changes, locales),
        })
      ).data,
    onSuccess(saved) {
      keep(new Map())
      knowFile(site, saved)
    },
  })
  const conflict = save.error instanceof ProblemError && save.error.status === 412
  return {
    dirty: changes.size > 0,
    at: <T>(place: Place) => (changes.has(place) ? changes.get(place)!.to : valueAt(file, place)) as T,
    set: (place, to) =>
      keep((old) => {
        const next = new Map(old)
        const now = valueAt(file, place)
        if (same(now, to)) next.delete(place)
        else next.set(place, { from: old.get(place)?.from ?? now, to })
        return next
      }),
    theirs(place) {
      const changed = changes.get(place)
      const now = valueAt(file, place)
      return changed && !same(changed.from, now) && !same(changed.to, now) ? now : undefined
    },
    save: {
      run: (saved) => save.mutate(undefined, { onSuccess: saved }),
      busy: save.isPending,
      error: conflict ? undefined : (save.error ?? undefined),
    },
    conflict,
    async reload() {
      await queries.fetchQuery({
        queryKey: fileKey(site, file.id),
        staleTime: 0,
        queryFn: async () => (await client.files.get({ site, id: file.id })).data,
      })
      save.reset()
    },
  }
}
