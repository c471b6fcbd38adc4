import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DatabaseUnavailable } from '#platform/db/query.ts'
import { asAdmin, testDatabase, type TestDatabase } from '../harness-db.ts'

const here = '01900000-0000-7000-8000-000000000001'
const there = '01900000-0000-7000-8000-000000000002'
let own: TestDatabase

beforeAll(async () => {
  own = await testDatabase({ poolSize: 4 })
  await own.database.asOwner('toy table', async (tx) => {
    await tx.run(
      sql`create table toys (site_id uuid not null, name text not null, price bigint, primary key (site_id, name))`,
    )
    await tx.run(sql`alter table toys enable row level security`)
    await tx.run(sql`create policy site_wall on toys using (site_id = dozo_site())`)
    await tx.run(sql`grant select, insert, update on toys to dozo_app`)
  })
})
beforeEach(() => own.database.asOwner('empty', (tx) => tx.run(sql`delete from toys`)))
afterAll(() => own.close())

const insert = (site: string, name: string, price = 1) =>
  sql`insert into toys (site_id, name, price) values (${site}, ${name}, ${price})`
const names = (site: string | null) =>
  own.database.read<{ name: string }>(site, sql`select name from toys order by name`)

test('a site sees its own rows only, and no site sees none', async () => {
  await own.database.tx(here, (tx) => tx.run(insert(here, 'kokeshi')))
  await own.database.tx(there, (tx) => tx.run(insert(there, 'daruma')))
  expect(await names(here)).toEqual([{ name: 'kokeshi' }])
  expect(await names(there)).toEqual([{ name: 'daruma' }])
  expect(await names(null)).toEqual([])
  expect(await own.database.asOwner('all', (tx) => tx.many(sql`select name from toys`))).toHaveLength(2)
})

test('a row cannot be written into another site', async () => {
  await expect(own.database.tx(here, (tx) => tx.run(insert(there, 'spy')))).rejects.toMatchObject({
    code: '42501',
  })
  await own.database.tx(here, (tx) => tx.run(insert(here, 'kokeshi')))
  const moving = own.database.tx(here, (tx) => tx.run(sql`update toys set site_id = ${there}`))
  await expect(moving).rejects.toMatchObject({ code: '42501' })
})

test('the site of one transaction is not the site of the next on the same connection', async () => {
  const single = await testDatabase({ poolSize: 1 })
  try {
    const setting = sql`select current_setting('dozo.site') as site, pg_backend_pid() as pid`
    const [first] = await single.database.read<{ site: string; pid: number }>(here, setting)
    const [second] = await single.database.read<{ site: string; pid: number }>(null, setting)
    expect([first?.site, second?.site]).toEqual([here, ''])
    expect(second?.pid).toBe(first?.pid)
  } finally {
    await single.close()
  }
})

test('a site that is no UUID is refused before it reaches the database', async () => {
  await expect(own.database.read(`${here}'; reset role; --`, sql`select 1`)).rejects.toThrow(
    'a site id is a UUID',
  )
})

test('requests run as the app role, which owns nothing and may not bypass the walls', async () => {
  const [row] = await own.database.read(
    here,
    sql`
    select current_user as name, rolsuper, rolbypassrls, rolcanlogin,
      (select count(*) from pg_class where relowner = r.oid) as owned
    from pg_roles r
    where rolname = current_user
  `,
  )
  expect(row).toEqual({
    name: 'dozo_app',
    rolsuper: false,
    rolbypassrls: false,
    rolcanlogin: false,
    owned: 0,
  })
})

test('what fails leaves nothing behind and runs no hook', async () => {
  let called = false
  const failing = own.database.tx(here, async (tx) => {
    tx.afterCommit(() => (called = true))
    await tx.run(insert(here, 'kokeshi'))
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(await names(here)).toEqual([])
  expect(called).toBe(false)
})

test('hooks run after the commit and before the transaction resolves', async () => {
  const seen: string[] = []
  await own.database.tx(here, async (tx) => {
    tx.afterCommit(() => seen.push('hook'))
    await tx.run(insert(here, 'kokeshi'))
    seen.push('work')
  })
  seen.push('resolved')
  expect(seen).toEqual(['work', 'hook', 'resolved'])
})

test('an error that was swallowed inside does not pass for a commit', async () => {
  const work = own.database.tx(here, async (tx) => {
    await tx.run(insert(here, 'kokeshi'))
    await tx.run(sql`select 1 / 0`).catch(() => undefined)
  })
  await expect(work).rejects.toThrow('rolled back')
  expect(await names(here)).toEqual([])
})

test('a savepoint that fails spoils neither the transaction nor its hooks', async () => {
  const seen: string[] = []
  await own.database.tx(here, async (tx) => {
    tx.afterCommit(() => seen.push('outer'))
    await tx.run(insert(here, 'kokeshi'))
    const inner = tx.savepoint(async () => {
      tx.afterCommit(() => seen.push('inner'))
      await tx.run(insert(here, 'kokeshi'))
    })
    await expect(inner).rejects.toMatchObject({ code: '23505' })
    await tx.run(insert(here, 'daruma'))
  })
  expect(await names(here)).toEqual([{ name: 'daruma' }, { name: 'kokeshi' }])
  expect(seen).toEqual(['outer'])
})

test('of two that lock each other out one is tried again, and both succeed', async () => {
  await own.database.tx(here, async (tx) => {
    await tx.run(insert(here, 'a', 0))
    await tx.run(insert(here, 'b', 0))
  })
  const bothHold = Promise.withResolvers<void>()
  let holding = 0
  let tries = 0
  const raise = (first: string, second: string) =>
    own.database.tx(here, async (tx) => {
      tries++
      await tx.run(sql`update toys set price = price + 1 where site_id = ${here} and name = ${first}`)
      if (++holding === 2) bothHold.resolve()
      await bothHold.promise
      await tx.run(sql`update toys set price = price + 1 where site_id = ${here} and name = ${second}`)
    })
  await Promise.all([raise('a', 'b'), raise('b', 'a')])
  const prices = await own.database.read(here, sql`select price from toys order by name`)
  expect(prices).toEqual([{ price: 2 }, { price: 2 }])
  expect(tries).toBe(3)
})

test('what another one was in the way of is tried again at most three times, other failures never', async () => {
  const failing = (code: string) => {
    let tries = 0
    const text = `do $$ begin raise exception 'made' using errcode = '${code}'; end $$`
    const work = own.database.tx(here, async (tx) => {
      tries++
      await tx.run(sql([text]))
    })
    return expect(work)
      .rejects.toMatchObject({ code })
      .then(() => tries)
  }
  for (const code of ['40001', '40P01', '23505']) expect(await failing(code), code).toBe(4)
  for (const code of ['23503', '23514', '22P02']) expect(await failing(code), code).toBe(1)
})

test('work that must not run twice is not tried again', async () => {
  let tries = 0
  const text = `do $$ begin raise exception 'made' using errcode = '40001'; end $$`
  const once = own.database.tx(here, (tx) => (tries++, tx.run(sql([text]))), { retry: false })
  await expect(once).rejects.toMatchObject({ code: '40001' })
  expect(tries).toBe(1)
})

test('a statement that takes too long is ended and its connection stays good', async () => {
  const slow = own.database.tx(here, (tx) => tx.run(sql`select pg_sleep(20)`), { statementTimeoutMs: 50 })
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  const { setting } = (
    await own.database.read<{ setting: string }>(
      here,
      sql`select current_setting('statement_timeout') as setting`,
    )
  )[0]!
  expect(setting).toBe('15s')
})

test('a read-only transaction writes nothing, a repeatable one keeps its snapshot', async () => {
  const writing = own.database.tx(here, (tx) => tx.run(insert(here, 'kokeshi')), { readOnly: true })
  await expect(writing).rejects.toMatchObject({ code: '25006' })
  await own.database.tx(
    here,
    async (tx) => {
      expect(await tx.many(sql`select name from toys`)).toEqual([])
      await own.database.tx(here, (other) => other.run(insert(here, 'kokeshi')))
      expect(await tx.many(sql`select name from toys`)).toEqual([])
    },
    { repeatable: true },
  )
})

test('a table changed under a prepared statement is read anew', async () => {
  await own.database.asOwner('another table', async (tx) => {
    await tx.run(sql`create table shapes (name text)`)
    await tx.run(sql`grant select on shapes to dozo_app`)
  })
  const all = () => own.database.read(here, sql`select * from shapes`)
  await Promise.all([all(), all(), all(), all()])
  await own.database.asOwner('change it', (tx) => tx.run(sql`alter table shapes add column size integer`))
  await Promise.all([all(), all(), all(), all()])
})

test('statements are prepared once per connection', async () => {
  const single = await testDatabase({ poolSize: 1 })
  try {
    for (const n of [1, 2, 3]) {
      await single.database.read(here, sql`select ${n}::int as n`)
      await single.database.tx(here, (tx) => tx.one(sql`select ${n}::int as n`))
    }
    const known = await single.database.read(
      here,
      sql`select generic_plans + custom_plans as runs from pg_prepared_statements where statement = 'select $1::int as n'`,
    )
    expect(known).toEqual([{ runs: 6 }])
  } finally {
    await single.close()
  }
})

test('rows come as numbers, dates, days and objects', async () => {
  const [row] = await own.database.read(
    here,
    sql`
    select 9007199254740991::bigint as big, '2026-04-01 09:00+09'::timestamptz as at, '2026-04-01'::date as day,
      array['2026-04-01'::date] as days, '{"a": [1]}'::jsonb as body
  `,
  )
  expect(row).toEqual({
    big: 9007199254740991,
    at: new Date('2026-04-01T00:00:00Z'),
    day: '2026-04-01',
    days: ['2026-04-01'],
    body: { a: [1] },
  })
  const tooBig = own.database.read(here, sql`select 9007199254740992::bigint as big`)
  await expect(tooBig).rejects.toThrow('integer out of range')
})

test('one row is one row', async () => {
  const work = (text: string) => own.database.tx(here, (tx) => tx.one(sql([text])))
  await expect(work('select 1 where false')).rejects.toThrow('one row wanted, 0 came')
  await expect(work('values (1), (2)')).rejects.toThrow('one row wanted, 2 came')
})

test('the reason of an owner transaction shows while it runs', async () => {
  const names = await own.database.asOwner("it's the sealer", (tx) =>
    tx.many(sql`select application_name as name from pg_stat_activity where pid = pg_backend_pid()`),
  )
  expect(names).toEqual([{ name: "dozo: it's the sealer" }])
})

test('connections that are cut make transactions unavailable, not the process ill, and new ones are made', async () => {
  const cut = own.database.tx(here, async (tx) => {
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await asAdmin('select pg_terminate_backend($1, 5000)', [pid])
    await tx.one(sql`select 1`)
  })
  await expect(cut).rejects.toBeInstanceOf(DatabaseUnavailable)
  const { database } = own
  const pids = await Promise.all(
    [1, 2, 3].map(() => database.read<{ pid: number }>(here, sql`select pg_backend_pid() as pid`)),
  )
  for (const [row] of pids) await asAdmin('select pg_terminate_backend($1, 5000)', [row?.pid])
  await expect.poll(() => database.read(here, sql`select 1 as one`).catch(() => [])).toEqual([{ one: 1 }])
})

test('a connection that is never given back fails the close', async () => {
  const leaking = await testDatabase()
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const kept = leaking.database.tx(here, async (tx) => {
    await tx.one(sql`select 1`)
    begun.resolve()
    await end.promise
  })
  await begun.promise
  await expect(leaking.close()).rejects.toThrow('1 database connections were not given back')
  end.resolve()
  await expect(kept).rejects.toBeInstanceOf(DatabaseUnavailable)
})
