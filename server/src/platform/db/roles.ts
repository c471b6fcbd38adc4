import pg from 'pg'
import { StartError } from './start-error.ts'
import { clientConfig, type Connection } from './pools.ts'
import { DatabaseUnavailable, translated } from './query.ts'

const oldest = 15

/** What an administrator runs once when our login may not make roles itself. */
const rolesSql = (login: string, database: string) =>
  [
    'create role dozo_owner nologin;',
    'create role dozo_app nologin;',
    `grant dozo_owner, dozo_app to "${login}";`,
    `grant create, connect on database "${database}" to dozo_owner;`,
    'grant usage, create on schema public to dozo_owner;',
    'grant usage on schema public to dozo_app;',
  ].join('\n')

/** The two roles behind the one login: made where we may, else the SQL is printed. Refuses a PostgreSQL that is too old. */
export async function prepareRoles(connection: Connection): Promise<void> {
  const client = new pg.Client(clientConfig(connection))
  try {
    await client.connect()
  } catch (error) {
    throw translated(error) instanceof DatabaseUnavailable ? translated(error) : cannotLogIn(error)
  }
  try {
    const { rows } = await client.query<{ version: number; login: string; database: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_user as login, current_database() as database`,
    )
    const { version, login, database } = rows[0]!
    if (version < oldest) throw tooOld(version)
    // Two servers starting at once must not both make the roles.
    await client.query(`select pg_advisory_lock(hashtext('dozo roles'))`)
    await makeRoles(client, version, login, database)
  } finally {
    await client.end()
  }
}

async function makeRoles(client: pg.Client, version: number, login: string, database: string): Promise<void> {
  try {
    for (const role of ['dozo_owner', 'dozo_app']) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role} nologin`)
      const { rows } = await client.query<{ may: boolean }>(
        version >= 16 ? `select pg_has_role(current_user, $1, 'SET') as may` : `select pg_has_role(current_user, $1, 'MEMBER') as may`,
        [role],
      )
      if (!rows[0]?.may) await client.query(`grant ${role} to "${login}"${version >= 16 ? ' with set true' : ''}`)
    }
    const { rows } = await client.query<{ ready: boolean }>(
      `select has_database_privilege('dozo_owner', current_database(), 'CREATE')
        and has_schema_privilege('dozo_owner', 'public', 'CREATE')
        and has_schema_privilege('dozo_app', 'public', 'USAGE') as ready`,
    )
    if (!rows[0]?.ready) {
      await client.query(`grant create, connect on database "${database}" to dozo_owner`)
      await client.query('grant usage, create on schema public to dozo_owner')
      await client.query('grant usage on schema public to dozo_app')
    }
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw mayNot(login, database)
    throw error
  }
}

const mayNot = (login: string, database: string) =>
  new StartError({
    ja: `データベースのログイン "${login}" にはロールを作る権限がありません。管理者が次のSQLを一度実行してください:\n\n${rolesSql(login, database)}\n`,
    en: `The database login "${login}" may not make roles. Have an administrator run this once:\n\n${rolesSql(login, database)}\n`,
  })

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
