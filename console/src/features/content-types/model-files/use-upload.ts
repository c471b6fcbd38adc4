import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../../api/client.ts'
import { contentTypesKey } from '../../../api/content-types.ts'
import { useSite } from '../../../api/session.ts'
import { tell } from '../../../ui/toast.ts'
import { losesValues, type ShownStep } from '../PlanSteps.tsx'
import { applyPlan } from './apply.ts'
import { readModel } from './model-query.ts'
import { planFiles, type Work } from './plan.ts'
import { readFiles } from './read.ts'

/** Files become a plan, and a plan is carried out. After a refusal the plan is made anew, for what is there then. */
export function useUpload() {
  const { t, i18n } = useTranslation('modelFiles')
  const { key: site } = useSite()
  const [chosen, setChosen] = useState<File[]>([])
  const [done, setDone] = useState<Work[]>([])
  const planning = useMutation({
    async mutationFn(files: File[]) {
      const [read, model] = [await readFiles(files), await readModel(site)]
      const plan = planFiles(model, read.files, i18n.language === 'ja' ? 'ja' : 'en')
      const works = await Promise.all(plan.works.map((work) => withReach(site, work)))
      return { read, model, plan: { ...plan, works } }
    },
  })
  const applying = useMutation({
    async mutationFn(how: { destructive: boolean; convert: boolean }) {
      const { model, plan } = planning.data!
      setDone([])
      await applyPlan(site, model, plan, { ...how, done: (work) => setDone((all) => [...all, work]) })
      return plan.works.length
    },
    onSuccess(count) {
      tell(t('applied', { count }))
      planning.reset()
      setChosen([])
    },
    onError: () => planning.mutate(chosen),
    onSettled() {
      void queries.invalidateQueries({ queryKey: contentTypesKey(site) })
      void queries.invalidateQueries({ queryKey: ['block-kinds', site] })
    },
  })
  return {
    chosen,
    done,
    planning,
    applying,
    choose(files: File[]) {
      setChosen(files)
      setDone([])
      applying.reset()
      if (files.length > 0) planning.mutate(files)
      else planning.reset()
    },
  }
}

/** With how many entries a loss would reach, as far as the server can tell: it does not know what other files bring. */
async function withReach(site: string, work: Work): Promise<Work> {
  if (work.act === 'create' || !losesValues(work.steps)) return work
  try {
    const steps: ShownStep[] =
      work.what === 'type'
        ? (await client['content-types'].plan({ site, type: work.body.key, body: work.body as never })).data
        : (await client['block-kinds'].plan({ site, kind: work.body.key, body: work.body as never })).data
    // A shared block that nobody uses loses nothing.
    return { ...work, steps: steps.length > 0 ? steps : work.steps.map(harmless) }
  } catch {
    return work
  }
}

const harmless = (step: ShownStep): ShownStep => ({ ...step, destructive: false })
