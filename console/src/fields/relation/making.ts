import type { ContentType } from '@dozo/client'
import { useMutation } from '@tanstack/react-query'
import { useContentTypes } from '../../api/content-types.ts'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'

/** An entry made while its name is typed into a relation: only of a type that demands nothing but a title, as tags do. */
export function useMaking(to: readonly string[]) {
  const { key: site, defaultLocale } = useSite()
  const can = useCan()
  const types = useContentTypes().data ?? []
  const type = to.length === 1 ? types.find((one) => one.key === to[0]) : undefined
  const title = type && titleOf(type)
  const make = useMutation({
    async mutationFn(name: string) {
      const values = { [title!.key]: title!.localized ? { [defaultLocale]: name } : name }
      const publish = can('entries.publish')
      return (
        await client.entries.create({
          site,
          body: { type: type!.key, values, ...(publish ? { publish } : {}) },
        })
      ).data
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['choices', site] }),
  })
  return {
    type: title && can('entries.create') ? type : undefined,
    busy: make.isPending,
    error: make.error?.message,
    /** Its id; nothing when it was refused, which `error` tells. */
    make: (name: string): Promise<string | undefined> =>
      make.mutateAsync(name).then(
        (entry) => entry.id,
        () => undefined,
      ),
  }
}

/** The title, when no other field is required. */
function titleOf({ fields, titleField, kind }: ContentType) {
  const title = fields.find((field) => field.key === titleField)
  const alone = kind !== 'single' && fields.every((field) => !field.required || field.key === titleField)
  return title?.type === 'text' && alone ? title : undefined
}
