import type { ContentType, Entry, NewSchedule, PublishOptions } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queries } from '../../api/client.ts'
import { entriesKey, entryKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import type { Draft } from './draft.ts'
import type { Place } from './places.ts'

export type Conflict = { theirs: Entry; clashes: Place[] }

/** Saving, publishing and the rest of what is done with an entry, each on the version that was seen. */
export function useSaving(type: ContentType, draft: Draft, onCreated?: (entry: Entry) => void) {
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [conflict, setConflict] = useState<Conflict>()

  function know(entry: Entry) {
    queries.setQueryData(entryKey(site, entry.id), entry)
    void queries.invalidateQueries({ queryKey: entriesKey(site, type.key) })
    void queries.invalidateQueries({ queryKey: ['versions', site, entry.id] })
    void queries.invalidateQueries({ queryKey: ['entry-names'] })
  }

  /** Somebody was faster: their version comes in below mine, and the next save goes on top of it. */
  async function takeTheirs(error: unknown): Promise<never> {
    if (error instanceof ProblemError && error.status === 412 && draft.base) {
      const theirs = (await client.entries.get({ site, id: draft.base.id })).data
      setConflict({ theirs, clashes: draft.rebase(theirs) })
    }
    throw error
  }

  async function write(): Promise<Entry> {
    const { base } = draft
    const sent = { values: draft.values, tree: draft.tree }
    if (base && !draft.dirty) return base
    const change = draft.change()
    const reply = base
      ? await client.entries.update({ site, id: base.id, body: change, ifMatch: base.etag }).catch(takeTheirs)
      : await client.entries.create({ site, body: { type: type.key, values: {}, ...change } })
    setConflict(undefined)
    draft.saved(reply.data, sent)
    know(reply.data)
    if (!base) arrive(reply.data)
    return reply.data
  }

  /** A new entry has an address from its first save on. */
  function arrive(entry: Entry) {
    onCreated?.(entry)
    const params = { site, type: type.key, id: entry.id } as never
    void navigate({ to: paths.entry, params, replace: true, ignoreBlocker: true })
  }

  const save = useMutation({ mutationFn: write })
  const publish = useMutation({
    async mutationFn(options: PublishOptions) {
      const entry = await write()
      const reply = await client.entries
        .publish({ site, id: entry.id, body: options, ifMatch: entry.etag })
        .catch(takeTheirs)
      draft.saved(reply.data, { values: entry.values, tree: draft.tree })
      know(reply.data)
      return reply.data
    },
  })
  const unpublish = useMutation({
    async mutationFn() {
      const base = draft.base!
      const { data } = await client.entries
        .unpublish({ site, id: base.id, ifMatch: base.etag })
        .catch(takeTheirs)
      draft.saved(data, { values: base.values, tree: draft.tree })
      know(data)
      return data
    },
  })
  /** As the server has it now; what was typed and not saved stays. */
  async function refresh(id: string, values: Entry['values']) {
    const { data } = await client.entries.get({ site, id })
    draft.saved(data, { values, tree: draft.tree })
    know(data)
    void queries.invalidateQueries({ queryKey: ['schedules', site] })
  }
  const schedule = useMutation({
    async mutationFn(wanted: NewSchedule[]) {
      const entry = await write()
      for (const body of wanted) await client.entries.schedule({ site, id: entry.id, body })
      await refresh(entry.id, entry.values)
    },
  })
  const cancelSchedule = useMutation({
    async mutationFn({ id, etag }: { id: string; etag: number }) {
      const base = draft.base!
      await client.schedules.cancel({ site, id, ifMatch: etag })
      await refresh(base.id, base.values)
    },
  })
  return { save, publish, unpublish, schedule, cancelSchedule, conflict, know }
}
