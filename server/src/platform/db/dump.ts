import sql from 'sql-template-tag'
import type { Database } from './database.ts'

type Line = { name: string; line: string }

/**
 * The schema as text: tables with columns, constraints, indexes, policies and grants, then functions. From the catalogue, in a fixed
 * order, so that two databases with the same schema give the same bytes. Read it, compare it; it is not a restore script.
 */
export async function dumpSchema(database: Pick<Database, 'asOwner'>): Promise<string> {
  return database.asOwner('dump the schema', async (tx) => {
    const tables = await tx.many<Line>(tablesSql)
    const parts = new Map(tables.map(({ name, line }) => [name, [line]]))
    for (const query of [columnsSql, constraintsSql, indexesSql, policiesSql, grantsSql])
      for (const { name, line } of await tx.many<Line>(query)) parts.get(name)?.push(`  ${line}`)
    const functions = await tx.many<{ line: string }>(functionsSql)
    return `${[...parts.values()].map((lines) => lines.join('\n')).join('\n\n')}\n\n${functions
      .map(({ line }) => line.trimEnd())
      .join('\n\n')}\n`
  })
}

const tablesSql = sql`
  select c.relname as name,
    'table ' || c.relname || ' owner ' || pg_get_userbyid(c.relowner)
      || case when c.relrowsecurity then ' row level security' else '' end
      || case when c.relforcerowsecurity then ' forced' else '' end as line
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
  order by c.relname collate "C"
`

const columnsSql = sql`
  select c.relname as name,
    a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attcollation <> t.typcollation then ' collate "' || l.collname || '"' else '' end
      || case when a.attnotnull then ' not null' else '' end
      || case a.attidentity when 'a' then ' identity always' when 'd' then ' identity' else '' end
      || coalesce(
        case when a.attgenerated = '' then ' default ' else ' generated ' end || pg_get_expr(d.adbin, d.adrelid), ''
      ) as line
  from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid
    left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
  order by c.relname collate "C", a.attnum
`

// From PostgreSQL 18 on "not null" is a constraint, too; it is with its column already.
const constraintsSql = sql`
  select c.relname as name, 'constraint ' || n.conname || ' ' || pg_get_constraintdef(n.oid) as line
  from pg_constraint n
    join pg_class c on c.oid = n.conrelid
  where c.relnamespace = 'public'::regnamespace and n.contype in ('p', 'u', 'f', 'c', 'x')
  order by c.relname collate "C", n.conname collate "C"
`

const indexesSql = sql`
  select c.relname as name, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE ', '') as line
  from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint n where n.conindid = i.indexrelid and n.contype in ('p', 'u', 'x'))
  order by c.relname collate "C", x.relname collate "C"
`

const policiesSql = sql`
  select tablename as name,
    'policy ' || policyname || ' ' || lower(cmd) || ' to ' || array_to_string(roles, ', ')
      || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '') as line
  from pg_policies
  where schemaname = 'public'
  order by tablename collate "C", policyname collate "C"
`

const grantsSql = sql`
  select c.relname as name,
    'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type collate "C") || ' to '
      || case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end as line
  from pg_class c
    cross join aclexplode(c.relacl) g
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and g.grantee <> c.relowner
  group by c.relname, g.grantee
  order by c.relname collate "C", pg_get_userbyid(g.grantee) collate "C"
`

const functionsSql = sql`
  select pg_get_functiondef(p.oid)
    || coalesce((
      select string_agg(
        'grant ' || lower(g.privilege_type) || ' to '
          || case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end,
        E'\\n' order by pg_get_userbyid(g.grantee) collate "C"
      )
      from aclexplode(p.proacl) g
      where g.grantee <> p.proowner
    ), '') as line
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"
`
