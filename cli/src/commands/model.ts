import { parseArgs } from 'node:util'
import { planChange } from '@dozo/content-model/change'
import type { ContentTypeDefinition as Definition, WrittenKind } from '@dozo/content-model/definition'
import { holderOf, withSharedKinds } from '@dozo/content-model/shared-kinds'
import { messages } from '@dozo/content-model/messages'
import { session } from '../login-file.ts'
import { apply } from '../model/apply.ts'
import { readFolder, writeFolder } from '../model/files.ts'
import { readRemote, type Model, type Remote } from '../model/model.ts'
import { planOf, type Action, type Plan } from '../model/plan.ts'
import { schemaOf } from '../model/schema.ts'
import { filledWith } from '../model/used-kinds.ts'
import { language, refuse, say } from '../words.ts'

const options = {
  prune: { type: 'boolean' },
  destructive: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const

/** `model pull [folder]`: types, groups, APIs with their endpoints and the site's settings as YAML files. */
export async function pull([folder = 'model']: string[]): Promise<void> {
  const { client, site, login } = session()
  const remote = await readRemote(client, site)
  writeFolder(folder, remote, await schemaOf(login.url))
  console.log(
    say(
      `${folder} に書き出しました: 定義 ${remote.types.length}、グループ ${remote.groups.length}、API ${remote.apis.length}`,
      `Written to ${folder}: ${remote.types.length} content types, ${remote.groups.length} groups, ${remote.apis.length} APIs`,
    ),
  )
}

/** `model plan [folder] [--prune]`: what a push would do; ends with code 2 when there is something to do. */
export async function plan(args: string[]): Promise<void> {
  const { folder, values } = read(args)
  const { client, site } = session()
  const remote = await readRemote(client, site)
  const wanted = readFolder(folder)
  const found = planOf(remote, wanted, { prune: values.prune ?? false })
  print(remote, wanted, found)
  if (found.actions.length > 0) process.exitCode = 2
}

/** `model push [folder] [--prune] [--destructive] [--dry-run]`: makes the site what the files say. */
export async function push(args: string[]): Promise<void> {
  const { folder, values } = read(args)
  const { client, site } = session()
  const remote: Remote = await readRemote(client, site)
  const wanted = readFolder(folder)
  const found = planOf(remote, wanted, { prune: values.prune ?? false })
  const loses = print(remote, wanted, found)
  if (found.actions.length === 0) return
  if (values['dry-run']) {
    console.log(say('確認のみです。何も変えていません。', 'Dry run: nothing was changed.'))
    return
  }
  if (loses && !values.destructive)
    refuse(
      '失われる値があります。--destructive を付けると実行します。何も変えていません。',
      'Values would be lost. Add --destructive to go ahead. Nothing was changed.',
    )
  await apply(client, site, remote, found, {
    destructive: values.destructive ?? false,
    done: (action) => console.log(`✓ ${line(action)}`),
  })
}

function read(args: string[]) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  return { values, folder: positionals[0] ?? 'model' }
}

const words: Record<Action['what'], [ja: string, en: string]> = {
  site: ['サイトの設定', 'site settings'],
  kind: ['共有ブロック', 'shared block'],
  type: ['コンテンツ定義', 'content type'],
  group: ['グループ', 'group'],
  api: ['API', 'API'],
  endpoint: ['エンドポイント', 'endpoint'],
}
const signs = { create: '+', change: '~', remove: '-' }

const line = ({ act, what, key, parts }: Action) =>
  `${signs[act]} ${say(...words[what])} ${what === 'site' ? '' : key}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`.trimEnd()

const sentence = (code: string, params: Record<string, unknown>): string =>
  (messages[code]?.[language] ?? code).replace(/\{(\w+)\}/g, (_all, name: string) =>
    String(params[name] ?? ''),
  )

/** Here and not asked of the server: it would not know the types that this very plan makes. */
function stepsOf(action: Action, remote: Remote, wanted: Model) {
  if (action.act !== 'change') return []
  const left = remote.kinds.filter(({ key }) => !wanted.kinds.some((kind) => kind.key === key))
  const kinds = [...wanted.kinds, ...left]
  if (action.what === 'type') {
    const before = remote.types.find((type) => type.key === action.key)!
    const filled = (type: typeof before, of: typeof kinds) => filledWith(type, of) as unknown as Definition
    return planChange(filled(before, remote.kinds), filled(action.body, kinds))
  }
  if (action.what !== 'kind') return []
  const held = (list: readonly object[]) => {
    const of = list as WrittenKind[]
    return withSharedKinds(holderOf(of.find(({ key }) => key === action.key)!), of)
  }
  return planChange(held(remote.kinds), held(kinds))
}

/** The plan in words, with what each change of a type or a shared block does to entries. Says whether something would be lost. */
function print(remote: Remote, wanted: Model, { actions, left }: Plan): boolean {
  let loses = false
  for (const action of actions) {
    console.log(line(action))
    const steps = stepsOf(action, remote, wanted)
    for (const step of steps)
      console.log(`    ${step.destructive ? '!' : ' '} ${sentence(step.code, step.params)}`)
    loses ||= steps.some((step) => step.destructive)
  }
  for (const { what, key } of left)
    console.log(
      say(
        `  ${words[what][0]} ${key} はファイルにありません。残します（--prune で削除）。`,
        `  ${words[what][1]} ${key} is not in the files; left as it is (--prune removes it).`,
      ),
    )
  if (actions.length === 0) console.log(say('変更はありません。', 'Nothing to do.'))
  return loses
}
