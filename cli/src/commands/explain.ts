import { parseArgs } from 'node:util'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { refuse, say } from '../words.ts'

/** `explain permission MEMBER PERMISSION [--type …] [--entry …]` */
export async function permission(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { type: { type: 'string' }, entry: { type: 'string' } },
  })
  const [member, name] = positionals
  if (!member || !name)
    return refuse(
      '使い方: dozo explain permission メールアドレス 権限 [--type 定義] [--entry ID]',
      'Usage: dozo explain permission E-MAIL PERMISSION [--type TYPE] [--entry ID]',
    )
  const { client, site } = session()
  const { data } = await client.explain.permission({
    site,
    query: {
      member,
      permission: name,
      ...(values.type ? { type: values.type } : {}),
      ...(values.entry ? { entry: values.entry } : {}),
    },
  })
  console.log(`${data.allowed ? say('できます', 'Yes') : say('できません', 'No')}: ${data.why}`)
  if (data.fields) console.log(say(`項目: ${data.fields.join(', ')}`, `Fields: ${data.fields.join(', ')}`))
  for (const { group, grant, holds, why } of data.grants)
    console.log(`  ${holds ? '✓' : '✗'} ${group} ${JSON.stringify(grant)} – ${why}`)
}

/** `explain query URL` */
export async function query([url]: string[]): Promise<void> {
  if (!url) return refuse('使い方: dozo explain query URL', 'Usage: dozo explain query URL')
  const { client, site } = session()
  const { data } = await client.explain.query({ site, body: { url } })
  console.log(`${data.operation} ${data.path}${data.cost ? `, ${say('コスト', 'cost')} ${data.cost}` : ''}`)
  for (const { sql, ms, rows, steps, hints } of data.statements) {
    console.log(`\n${ms} ms, ${say(`${rows} 行`, `${rows} rows`)}\n  ${sql}`)
    const shown = steps.filter((step) => step.table !== null || step.index !== null)
    if (shown.length > 0)
      console.log(
        table(shown.map((step) => ['  ', step.node, step.table ?? '', step.index ?? '', `~${step.rows}`])),
      )
    for (const hint of hints) console.log(`  ! ${hint}`)
  }
}

/** `explain refused REQUEST` */
export async function refused([id]: string[]): Promise<void> {
  if (!id)
    return refuse('使い方: dozo explain refused リクエストのID', 'Usage: dozo explain refused REQUEST-ID')
  const { client, site } = session()
  const { data } = await client.explain.refusal({ site, id })
  console.log(`${data.at} ${data.method} ${data.path} → ${data.status} ${data.code}`)
  console.log(data.why)
  for (const error of data.errors) console.log(`  ${error.path} ${error.message}`)
}
