// What files would make of a site: each thing that differs, in words, and what is wrong with it. Nothing is removed: what no file names stays.
import type { BlockKind, ContentType } from '@dozo/client'
import { planChange, type Step } from '@dozo/content-model/change'
import { checkDefinition, checkSharedKind } from '@dozo/content-model/check-definition'
import { checkOtherTypes } from '@dozo/content-model/check-other-types'
import type { WrittenDefinition, WrittenKind } from '@dozo/content-model/definition'
import type { Issue } from '@dozo/content-model/issue'
import { ordered } from '@dozo/content-model/ordered'
import { holderOf, withSharedKinds } from '@dozo/content-model/shared-kinds'
import { sayStep } from '@dozo/content-model/step-words'
import type { ShownStep } from '../PlanSteps.tsx'
import type { SiteModel } from './model-query.ts'
import type { ModelFile } from './read.ts'
import { writtenKind, writtenType } from './written.ts'

/** One thing that is made or changed. `etag`: the version that the plan was made for. */
export type Work = ModelFile & { act: 'create' | 'change'; etag?: number; steps: ShownStep[] }
export type WrongPlace = { file: ModelFile; issue: Issue }
export type ModelPlan = { works: Work[]; wrong: WrongPlace[]; same: ModelFile[] }

type Language = 'ja' | 'en'
type Keyed = { key: string }

const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

/** What is there, with what the files say in its place. */
function together<T extends Keyed>(there: readonly T[], given: readonly T[]): T[] {
  return [...there.filter(({ key }) => !given.some((one) => one.key === key)), ...given]
}

export function planFiles(site: SiteModel, files: readonly ModelFile[], language: Language): ModelPlan {
  const [typesHere, kindsHere] = [site.types.map(writtenType), site.kinds.map(writtenKind)]
  const given = <W extends ModelFile['what']>(what: W) =>
    files.flatMap((one) => (one.what === what ? [one.body] : []))
  const types = together(typesHere, given('type') as WrittenDefinition[])
  const kinds = together(kindsHere, given('kind') as WrittenKind[])
  const wrong = files.flatMap((file) => issuesOf(file, types, kinds).map((issue) => ({ file, issue })))
  const held = (list: readonly WrittenKind[], key: string) =>
    withSharedKinds(holderOf(list.find((kind) => kind.key === key)!), list)

  function said(steps: readonly Step[], both: Parameters<typeof sayStep>[1]): ShownStep[] {
    return steps.map(({ params, ...step }) => ({
      ...step,
      message: sayStep({ ...step, params }, both, language),
    }))
  }
  function stepsOf(file: ModelFile): ShownStep[] {
    const both =
      file.what === 'type'
        ? {
            before: withSharedKinds(
              typesHere.find(({ key }) => key === file.body.key)!,
              kindsHere,
            ),
            after: withSharedKinds(file.body, kinds),
          }
        : { before: held(kindsHere, file.body.key), after: held(kinds, file.body.key) }
    return said(planChange(both.before, both.after), both)
  }
  function workOf(file: ModelFile): Work | undefined {
    const there: (ContentType | BlockKind)[] = file.what === 'type' ? site.types : site.kinds
    const old = there.find(({ key }) => key === file.body.key)
    if (!old) return { ...file, act: 'create', steps: [] }
    const before = file.what === 'type' ? typesHere : kindsHere
    if (isSame(before[there.indexOf(old)], file.body)) return undefined
    return { ...file, act: 'change', etag: old.etag, steps: stepsOf(file) }
  }

  // Steps can only be told of what is right.
  if (wrong.length > 0) return { works: [], wrong, same: [] }
  const works = files.map(workOf)
  return {
    works: works.filter((work) => work !== undefined),
    wrong,
    same: files.filter((_file, i) => works[i] === undefined),
  }
}

/** As the server would say it, of all files together: what one needs may come in another. */
function issuesOf(
  { what, body }: ModelFile,
  types: readonly WrittenDefinition[],
  kinds: readonly WrittenKind[],
): Issue[] {
  const keys = types.map(({ key }) => key)
  if (what === 'kind') return checkSharedKind(body, keys, kinds)
  const issues = checkDefinition(body, keys, kinds)
  if (issues.length > 0) return issues
  const named = (key: string) => types.find((type) => type.key === key)
  return checkOtherTypes(withSharedKinds(body, kinds), (key) => {
    const type = named(key)
    return type && withSharedKinds(type, kinds)
  })
}
