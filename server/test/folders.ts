// Folders of the main site, and three people who see different ones.
import { succeeded } from './content.ts'
import { filesOf } from './files.ts'
import type { Answer, Ask, Dozo } from './harness.ts'

export const site = '/manage/v1/sites/main'

/** An owner, an editor, and staff who are in the group `hr` as well. There is a group `press`, too. */
export async function folderPeople(dozo: Dozo) {
  const owner = await dozo.member('owner', ['owner'])
  for (const key of ['hr', 'press']) await addGroup(owner, key)
  return {
    owner,
    staff: await dozo.member('staff', ['editor', 'hr']),
    editor: await dozo.member('editor', ['editor']),
    files: filesOf(owner),
  }
}

export const addGroup = async (ask: Ask, key: string) =>
  succeeded(
    await ask(`${site}/groups`, {
      method: 'POST',
      body: { key, name: { ja: key, en: key }, grants: [] },
    }),
  )

export const nothing = { view: null, edit: null, endings: null, kinds: null, maxSize: null }

/** What a folder says from now on, and nothing else. */
export const say = (ask: Ask, path: string, rules: object): Promise<Answer> =>
  ask(`${site}/folders`, { method: 'PUT', body: { path, ...nothing, ...rules }, ifMatch: '*' })

export const foldersIn = async (ask: Ask, under = ''): Promise<any> =>
  (await ask(`${site}/folders?${new URLSearchParams({ under })}`)).body

export const moveFolder = (ask: Ask, from: string, to: string): Promise<Answer> =>
  ask(`${site}/folders/move`, { method: 'POST', body: { from, to } })

export const codesOf = (answer: Answer) => answer.body.errors?.map((one: any) => [one.path, one.code])
