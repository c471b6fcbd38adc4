// The rival of the import: the rows that it has made, read back and written again with one statement per table and block, as the app role
// behind the wall. It has nothing to parse, to check, to look up or to tell anybody.
import type pg from 'pg'

const tables = ['entries', 'entry_versions', 'entry_index', 'entry_refs', 'entry_uniques'] as const
type Statement = { name: string; text: string; values: (string | null)[][] }
export type Block = Statement[]

const blockEntries = 500

/** The rows of every entry of a type, from one on, in the blocks in which the import writes them. */
export async function rowsOf(
  owner: pg.Client,
  typeId: string,
  from = '00000000-0000-0000-0000-000000000000',
): Promise<{ blocks: Block[]; rows: number }> {
  const columns = new Map<string, { name: string; type: string }[]>()
  for (const table of tables) {
    const { rows } = await owner.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [table],
    )
    columns.set(table, rows)
  }
  const { rows: entries } = await owner.query<{ id: string }>(
    'select id from entries where type_id = $1 and id >= $2 order by id',
    [typeId, from],
  )
  const blocks: Block[] = []
  let count = 0
  for (let at = 0; at < entries.length; at += blockEntries) {
    const ids = entries.slice(at, at + blockEntries).map((entry) => entry.id)
    const block: Block = []
    for (const [table, typed] of columns) {
      const statement = await statementOf(owner, table, typed, ids)
      count += statement.values[0]?.length ?? 0
      block.push(statement)
    }
    blocks.push(block)
  }
  return { blocks, rows: count }
}

async function statementOf(
  owner: pg.Client,
  table: string,
  typed: { name: string; type: string }[],
  ids: string[],
): Promise<Statement> {
  const names = typed.map(({ name }) => `"${name}"`).join(', ')
  const { rows } = await owner.query<Record<string, string | null>>(
    `select ${typed.map(({ name }) => `"${name}"::text`).join(', ')} from ${table}
    where ${table === 'entries' ? 'id' : 'entry_id'} = any ($1::uuid[])`,
    [ids],
  )
  // Everything travels as text, as it does with most drivers; an array of arrays could not be unnested anyway.
  const text = `
    insert into ${table} (${names})
    select ${typed.map(({ name, type }) => `r."${name}"::${type}`).join(', ')}
    from unnest(${typed.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as r (${names})
  `
  return { name: `plain ${table}`, text, values: typed.map(({ name }) => rows.map((row) => row[name]!)) }
}

export async function insertAll(app: pg.Client, blocks: readonly Block[]): Promise<void> {
  for (const block of blocks) {
    await app.query('begin')
    for (const statement of block) await app.query(statement)
    await app.query('commit')
  }
}

/** Entries of a type with all that goes along with them; the space is free again. */
export async function removeAll(owner: pg.Client, typeId: string): Promise<void> {
  await owner.query(
    'delete from entry_versions where entry_id in (select id from entries where type_id = $1)',
    [typeId],
  )
  await owner.query('delete from entries where type_id = $1', [typeId])
  for (const table of [...tables, 'search_rows']) await owner.query(`vacuum analyze ${table}`)
}
