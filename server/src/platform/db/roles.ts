import pg from 'pg'
import { StartError } from './start-error.ts'
import { connectAlone, type Connection } from './pools.ts'
import { DatabaseUnavailable, translated } from './query.ts'

const oldest = 15

type Place = { version: number; login: string; database: string }

/** What makes the roles and their rights, for us or for an administrator: only what is missing. */
async function missing(client: pg.Client, { version, login, database }: Place): Promise<string[]> {
  const statements: string[] = []
  const me = pg.escapeIdentifier(login)
  for (const role of ['dozo_owner', 'dozo_app']) {
    const { rows } = await client.query<{ may: boolean }>(
      `select pg_has_role(current_user, oid, $2) as may from pg_roles where rolname = $1`,
      [role, version >= 16 ? 'SET' : 'MEMBER'],
    )
    if (rows.length === 0) statements.push(`create role ${role} nologin`)
    if (!rows[0]?.may) statements.push(`grant ${role} to ${me}${version >= 16 ? ' with set true' : ''}`)
  }
  const fresh = statements.some((statement) => statement.startsWith('create'))
  const { rows } = fresh
    ? { rows: [{ ready: false }] }
    : await client.query<{ ready: boolean }>(
        `select has_database_privilege('dozo_owner', current_database(), 'CREATE')
          and has_schema_privilege('dozo_owner', 'public', 'CREATE')
          and has_schema_privilege('dozo_app', 'public', 'USAGE') as ready`,
      )
  if (!rows[0]?.ready)
    statements.push(
      `grant create, connect on database ${pg.escapeIdentifier(database)} to dozo_owner`,
      'grant usage, create on schema public to dozo_owner',
      'grant usage on schema public to dozo_app',
    )
  return statements
}

/**
 * The two roles behind the one login: made where we may, else a StartError holds the SQL for an administrator. Refuses a PostgreSQL
 * that is too old.
 */
export async function prepareRoles(connection: Connection): Promise<void> {
  const client = await connectAlone(connection, 'dozo roles').catch((error: unknown) => {
    throw translated(error) instanceof DatabaseUnavailable ? notThere(error) : cannotLogIn(error)
  })
  try {
    const { rows } = await client.query<Place>(
      `select current_setting('server_version_num')::int / 10000 as version, current_user as login, current_database() as database`,
    )
    const place = rows[0]!
    if (place.version < oldest) throw tooOld(place.version)
    // Two servers starting at once must not both make the roles.
    await client.query(`select pg_advisory_lock(hashtext('dozo roles'))`)
    await makeRoles(client, place)
  } finally {
    await client.end()
  }
}

async function makeRoles(client: pg.Client, place: Place): Promise<void> {
  const statements = await missing(client, place)
  try {
    for (const statement of statements) await client.query(statement)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw mayNot(place, statements)
    throw error
  }
  // A grant of rights that one may not give away is only a warning to PostgreSQL.
  const left = await missing(client, place)
  if (left.length > 0) throw mayNot(place, left)
}

const mayNot = ({ login, database }: Place, statements: string[]) => {
  const text = statements.map((statement) => `${statement};`).join('\n')
  return new StartError({
    ja: `データベースのログイン "${login}" には必要なロールを用意する権限がありません。管理者がデータベース "${database}" で次のSQLを一度実行してください:\n\n${text}\n`,
    en: `The database login "${login}" may not prepare the roles Dozo needs. Have an administrator run this once in the database "${database}":\n\n${text}\n`,
  })
}

const tooOld = (version: number) =>
  new StartError({
    ja: `PostgreSQL ${version} は古すぎます。${oldest} 以上が必要です。`,
    en: `PostgreSQL ${version} is too old. Version ${oldest} or newer is needed.`,
  })

const cannotLogIn = (error: unknown) =>
  new StartError({
    ja: `DATABASE_URL のデータベースに入れません: ${(error as Error).message}`,
    en: `The database in DATABASE_URL lets nobody in: ${(error as Error).message}`,
  })

const notThere = (error: unknown) =>
  new StartError({
    ja: `データベースにつながりません: ${(error as Error).message || (error as { code?: string }).code}`,
    en: `The database cannot be reached: ${(error as Error).message || (error as { code?: string }).code}`,
  })
