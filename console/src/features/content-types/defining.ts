import type { ChangeStep, ContentType } from '@dozo/client'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { contentTypesKey } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { tell } from '../../ui/toast.ts'

type Definition = Parameters<(typeof client)['content-types']['create']>[0]['body']

/** Making and changing a content type: a change is planned first and shown, then carried out on the version that was planned for. */
export function useDefining(type: ContentType | undefined) {
  const { t } = useTranslation('contentTypes')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const [error, setError] = useState<unknown>()
  const [plan, setPlan] = useState<ChangeStep[]>()
  const rooms = client['content-types']

  async function attempt(work: () => Promise<void>) {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (refused) {
      setError(refused)
      window.scrollTo({ top: 0 })
    } finally {
      setBusy(false)
    }
  }

  async function arrive(key: string, message: string) {
    setDone(true)
    await queries.invalidateQueries({ queryKey: contentTypesKey(site) })
    tell(message)
    void navigate({ to: paths.contentType, params: { site, type: key } as never, ignoreBlocker: true })
    setDone(false)
  }

  async function update(body: Definition, destructive: boolean, convert = false) {
    const query = { ...(destructive ? { destructive } : {}), ...(convert ? { convert } : {}) }
    await rooms.update({ site, type: type!.key, body, ifMatch: type!.etag, query })
    await arrive(body.key, t('saved'))
  }

  return {
    busy,
    done,
    error,
    plan,
    forget: () => setPlan(undefined),
    /** Makes a new type at once; of a change it asks what it would do, and carries it out when nobody needs to be asked. */
    begin: (definition: ContentTypeDefinition) =>
      void attempt(async () => {
        const body = definition as Definition
        if (!type) {
          await rooms.create({ site, body })
          return arrive(body.key, t('created'))
        }
        const steps = (await rooms.plan({ site, type: type.key, body })).data
        if (steps.some((step) => step.destructive)) setPlan(steps)
        else await update(body, false)
      }),
    async carryOut(definition: ContentTypeDefinition, convert: boolean) {
      await update(definition as Definition, true, convert)
      setPlan(undefined)
    },
  }
}
