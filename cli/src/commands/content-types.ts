import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ProblemError, type ContentType, type ContentTypeDefinition } from '@dozo/client'
import { jsonIn } from '../given.ts'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { language, refuse, say } from '../words.ts'

export async function list(): Promise<void> {
  const { client, site } = session()
  const { data } = await client['content-types'].list({ site })
  const heads = [say('キー', 'key'), say('名前', 'name'), say('種類', 'kind'), say('件数', 'entries')]
  console.log(
    table([
      heads,
      ...data.map((type) => [
        type.key,
        type.name[language],
        type.kind,
        `${type.entriesEstimated ? '~' : ''}${type.entries}`,
      ]),
    ]),
  )
}

/** `types pull [file]`: every definition as one JSON list, ready to be pushed elsewhere. */
export async function pull([file]: string[]): Promise<void> {
  const { client, site } = session()
  const { data } = await client['content-types'].list({ site })
  const text = `${JSON.stringify(data.map(definitionOf), null, 2)}\n`
  if (file) writeFileSync(file, text)
  else process.stdout.write(text)
}

const definitionOf = ({
  id: _id,
  entries: _entries,
  overflow: _overflow,
  usedKinds: _usedKinds,
  etag: _etag,
  ...definition
}: ContentType) => definition

/** `types push FILE [--destructive]`: makes the types in the file, or changes them to it. */
export async function push(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { destructive: { type: 'boolean' } },
  })
  const file = positionals[0] ?? refuse('使い方: dozo types push ファイル', 'Usage: dozo types push FILE')
  const given = jsonIn<ContentTypeDefinition | ContentTypeDefinition[]>(file)
  for (const definition of [given].flat()) await pushOne(definition, values.destructive ?? false)
}

async function pushOne(definition: ContentTypeDefinition, destructive: boolean): Promise<void> {
  const { client, site } = session()
  const { data } = await client['content-types'].list({ site })
  const known = data.find((type) => type.key === definition.key)
  if (!known) {
    await client['content-types'].create({ site, body: definition })
    console.log(say(`${definition.key} を作成しました。`, `${definition.key} was made.`))
    return
  }
  try {
    const { data: steps } = await client['content-types'].plan({
      site,
      type: definition.key,
      body: definition,
    })
    if (steps.length === 0)
      return console.log(say(`${definition.key} は同じです。`, `${definition.key} is the same.`))
    await client['content-types'].update({
      site,
      type: definition.key,
      ifMatch: known.etag,
      query: { destructive },
      body: definition,
    })
    for (const step of steps) console.log(`  ${step.message}`)
    console.log(say(`${definition.key} を変更しました。`, `${definition.key} was changed.`))
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'change_destructive') throw error
    const steps = error.body['steps'] as { message: string; destructive: boolean }[]
    const lines = steps.map((step) => `  ${step.destructive ? '!' : ' '} ${step.message}`).join('\n')
    refuse(
      `${definition.key} の変更で失われる値があります。--destructive を付けると実行します。\n${lines}`,
      `Changing ${definition.key} can lose values. Add --destructive to go ahead.\n${lines}`,
    )
  }
}
