import type { ContentType } from '@dozo/client'
import type { WrittenKind } from '@dozo/content-model/definition'
import { inOrder } from '@dozo/content-model/model-order'
import { ordered } from '@dozo/content-model/ordered'
import { usedFirst } from '@dozo/content-model/shared-kinds'
import { client } from '../../../api/client.ts'
import type { SiteModel } from './model-query.ts'
import type { ModelPlan, Work } from './plan.ts'
import { writtenKind, writtenType } from './written.ts'

type TypeBody = Parameters<(typeof client)['content-types']['create']>[0]['body']
type KindBody = Parameters<(typeof client)['block-kinds']['create']>[0]['body']
type How = { destructive: boolean; convert: boolean; done: (work: Work) => void }

/** A refusal, with the file whose thing was refused. */
export class RefusedFile extends Error {
  readonly work: Work
  readonly refusal: unknown
  constructor(work: Work, refusal: unknown) {
    super(work.file)
    this.work = work
    this.refusal = refusal
  }
}

/**
 * Carries a plan out, each change only on the version that it was made for: shared blocks that are new, types that are new (where they
 * point at each other first without those fields), then what changes. What was done before a refusal stays done.
 */
export async function applyPlan(
  site: string,
  model: SiteModel,
  { works }: ModelPlan,
  { destructive, convert, done }: How,
): Promise<void> {
  const [types, kinds] = [client['content-types'], client['block-kinds']]
  const query = { ...(destructive ? { destructive } : {}), ...(convert ? { convert } : {}) }
  const versions = new Map(model.types.map(({ key, etag }) => [key, etag]))
  const of = <A extends Work['act'], W extends Work['what']>(act: A, what: W) =>
    works.filter((work): work is Work & { what: W } => work.act === act && work.what === what)

  async function one(work: Work, act: () => Promise<unknown>, isLast = true): Promise<void> {
    try {
      await act()
    } catch (refusal) {
      throw new RefusedFile(work, refusal)
    }
    if (isLast) done(work)
  }
  /** A type changes along with a shared block that it uses: it is one version further then. */
  const follow = (key: string) => versions.has(key) && versions.set(key, versions.get(key)! + 1)

  const newKinds = of('create', 'kind')
  const shared = [...model.kinds.map(writtenKind), ...newKinds.map(({ body }) => body)]
  for (const kind of usedFirst(shared)) {
    const work = newKinds.find(({ body }) => body === kind)
    if (work) await one(work, () => kinds.create({ site, body: work.body as unknown as KindBody }))
  }

  const newTypes = of('create', 'type')
  const allKinds: WrittenKind[] = [
    ...shared.filter(({ key }) => !of('change', 'kind').some(({ body }) => body.key === key)),
    ...of('change', 'kind').map(({ body }) => body),
  ]
  const orders = inOrder(
    newTypes.map(({ body }) => body),
    model.types.map(writtenType),
    allKinds,
  ).map((stages) => ({
    stages,
    now: stages.first,
    work: newTypes.find(({ body }) => body === stages.whole)!,
  }))
  const setTo = async (key: string, body: unknown, how: object) => {
    const { data } = await types.update({
      site,
      type: key,
      ifMatch: versions.get(key)!,
      query: how,
      body: body as TypeBody,
    })
    versions.set(key, (data as ContentType).etag)
  }
  async function complete(next: 'then' | 'whole'): Promise<void> {
    for (const half of orders) {
      const body = half.stages[next]
      if (JSON.stringify(ordered(body)) === JSON.stringify(ordered(half.now))) continue
      await one(half.work, () => setTo(body.key, body, { destructive: true }), false)
      half.now = body
    }
  }
  for (const { stages, work } of orders)
    await one(work, async () => {
      const { data } = await types.create({ site, body: stages.first as unknown as TypeBody })
      versions.set(stages.first.key, data.etag)
    })
  await complete('then')

  for (const work of of('change', 'kind'))
    await one(work, async () => {
      const at = { site, kind: work.body.key, ifMatch: work.etag! }
      const { data } = await kinds.update({ ...at, query, body: work.body as unknown as KindBody })
      data.types.forEach(follow)
    })
  for (const work of of('change', 'type')) await one(work, () => setTo(work.body.key, work.body, query))
  await complete('whole')
}
