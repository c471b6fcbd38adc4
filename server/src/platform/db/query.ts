import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Sql } from 'sql-template-tag'

/**
 * What is sent: the text with its places, and the values for them. `planned`: how often PostgreSQL looks for the best way when it is read.
 * `each`: each time, for questions whose answer may be three rows or a million; one plan for all values, made for the average of all
 * sites, types and values, took 0.7 seconds instead of 4 milliseconds for a list by a tag that every tenth of a million has. `once`: where
 * the way does not depend on the values; looking for it took three times as long as walking it. Nothing: as PostgreSQL sees fit.
 */
export type Statement = Pick<Sql, 'text' | 'values'> & { planned?: 'each' | 'once' | undefined }

/** Runs statements on one connection. Rows are plain objects: int8 as number, timestamptz as Date, date as text, jsonb parsed. */
export type Db = {
  /** Exactly one row; anything else is a bug. */
  one<T>(query: Sql): Promise<T>
  /** The first row, or nothing. */
  maybeOne<T>(query: Sql): Promise<T | undefined>
  many<T>(query: Sql): Promise<T[]>
  /** How many rows were touched. */
  run(query: Sql): Promise<number>
}

/** The database cannot be reached or is shutting down. The request may be sent again later. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause })
    this.name = 'DatabaseUnavailable'
  }
}

const types = new pg.TypeOverrides()
types.setTypeParser(20, (text) => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new Error(`integer out of range: ${text}`)
  return number
})
// date and date[]: a day has no time zone, and pg would give it the one of this machine.
types.setTypeParser(1082, (text) => text)
const textArray = 1009 as number as Parameters<typeof pg.types.getTypeParser>[0]
types.setTypeParser(1182, pg.types.getTypeParser(textArray))
export { types as rowTypes }

export function dbOn(client: pg.ClientBase): Db {
  const rows = async <T>(query: Sql): Promise<pg.QueryResult<T & pg.QueryResultRow>> => {
    try {
      return await client.query<T & pg.QueryResultRow>(prepared(query))
    } catch (error) {
      throw translated(error)
    }
  }
  return {
    async one<T>(query: Sql) {
      const result = await rows<T>(query)
      const [row] = result.rows
      if (result.rows.length !== 1 || row === undefined)
        throw new Error(`one row wanted, ${result.rows.length} came`)
      return row
    },
    maybeOne: async <T>(query: Sql) => (await rows<T>(query)).rows[0],
    many: async <T>(query: Sql) => (await rows<T>(query)).rows,
    run: async (query) => (await rows(query)).rowCount ?? 0,
  }
}

const names = new Map<string, string>()
const mostNames = 1500
const longestNamed = 16_384

/** Statements are prepared once per connection under a name made from their text; rare shapes beyond the limit stay unnamed. */
export function prepared(query: Statement): pg.QueryConfig {
  const { text, values } = query
  let name = names.get(text)
  if (name === undefined && names.size < mostNames && text.length < longestNamed) {
    name = `d${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
    names.set(text, name)
  }
  return name === undefined ? { text, values } : { name, text, values }
}

const lostCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
])

/** Disk full and out of memory: the connection stays good, but nothing can be written for now. */
const starvedCodes = new Set(['53100', '53200'])

export function isLost(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  if (code !== undefined && (lostCodes.has(code) || code.startsWith('08'))) return true
  return /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/.test(
    message ?? '',
  )
}

/** The error as callers see it: DatabaseUnavailable when trying again later may help, else what it was. */
export function translated(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error
  const starved = starvedCodes.has(String((error as { code?: string } | null)?.code))
  return starved || isLost(error) ? new DatabaseUnavailable(error) : error
}
