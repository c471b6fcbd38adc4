import { ProblemError, type Entry, type MoveBody } from '@dozo/client'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../../api/client.ts'
import { entriesKey } from '../../../api/entries.ts'
import { useSite } from '../../../api/session.ts'
import { useReason } from '../../../ui/Trouble.tsx'
import { warn } from '../../../ui/toast.ts'
import { tellWithUndo } from '../../../ui/UndoToast.tsx'

/** `into`: title of the entry that it goes below. `back`: where it stood. */
export type Move = {
  entry: Entry
  body: MoveBody
  back: MoveBody
  into?: string | undefined
  at?: number | undefined
  count?: number | undefined
}

/** Where an entry stands among those beside it, as one would move it there. */
export function placeOf(siblings: readonly Entry[], at: number): MoveBody {
  const [before, behind] = [siblings[at - 1], siblings[at + 1]]
  if (before) return { after: before.id }
  return behind ? { before: behind.id } : { place: 'first', parent: siblings[at]?.parent ?? null }
}

/** Moves an entry with all that lies below it; says where it is now, and takes it back. A refusal is said in the server's words. */
export function useMoving(type: string) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const reason = useReason()
  const hide = useRef<() => void>(undefined)
  const refresh = () => queries.invalidateQueries({ queryKey: entriesKey(site, type) })
  const send = async (id: string, body: MoveBody, etag: number) =>
    (await client.entries.move({ site, id, body, ifMatch: etag })).data
  const refuse = async (error: unknown) => {
    const [line] = error instanceof ProblemError ? error.errors : []
    warn(t('treeNotMoved', { reason: line?.message ?? reason(error) }))
    await refresh()
  }
  function sentence({ entry, into, at, count }: Move, moved: Entry): string {
    const title = entry.title
    const where =
      moved.parent === null
        ? t('treeMovedTop', { title })
        : into === undefined
          ? t('treeMoved', { title })
          : t('treeMovedInto', { title, parent: into })
    return [
      moved.parent === entry.parent ? t('treeMoved', { title }) : where,
      at !== undefined && count !== undefined && t('treePlace', { place: at + 1, count }),
      moved.parent !== entry.parent && moved.liveVersion !== null && t('treeUnseen'),
    ]
      .filter(Boolean)
      .join(t('treeComma'))
  }
  const move = useMutation({
    mutationFn: ({ entry, body }: Move) => send(entry.id, body, entry.etag),
    async onSuccess(moved, asked) {
      hide.current?.()
      hide.current = tellWithUndo(sentence(asked, moved), () => {
        send(moved.id, asked.back, moved.etag).then(refresh, refuse)
      })
      await refresh()
    },
  })
  return {
    /** Also says why it was refused. */
    move: (asked: Move) =>
      move.isPending
        ? Promise.resolve(undefined)
        : move.mutateAsync(asked).catch((error: unknown) => void refuse(error)),
    /** Throws when it is refused. */
    tryMove: move.mutateAsync,
  }
}
