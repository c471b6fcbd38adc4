import pg from 'pg'
import type { Statement } from './query.ts'

/** The parts of pg's connection that a query talks to. */
type Wire = {
  parsedStatements: Record<string, string>
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; portal: string; values: unknown[] }): void
  execute(message: { portal: string; rows: number }): void
}
type Inner = {
  prepare(wire: Wire): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, wire: Wire): void
}

const name = 'dozo_site'
const text = `select set_config('dozo.site', $1, true), set_config('plan_cache_mode', $2, true)`
const planModes = { each: 'force_custom_plan', once: 'force_generic_plan' }
const inner = pg.Query.prototype as unknown as Inner

/**
 * One statement behind the wall of a site, as one message: the setting and the statement run between two syncs, which PostgreSQL makes
 * one transaction (an implicit one, so that nothing is left open whatever happens). Beside begin, set, statement and commit that is
 * half the work for both processes (2026-11). Built on pg's own query, which alone may travel in a pipeline.
 */
export class WalledQuery<T extends pg.QueryResultRow> extends (pg.Query as unknown as new (
  config: pg.QueryConfig,
  callback: (error: Error | null, result: pg.QueryResult<pg.QueryResultRow>) => void,
) => pg.Submittable) {
  readonly #settings: [site: string, plans: string]
  #set = false

  constructor(
    siteId: string,
    config: pg.QueryConfig & Pick<Statement, 'planned'>,
    done: (error: Error | null, result: pg.QueryResult<T>) => void,
  ) {
    // Without a name or values pg would send the statement by the simple protocol, on its own.
    super({ ...config, queryMode: 'extended' } as pg.QueryConfig, done as never)
    this.#settings = [siteId, config.planned ? planModes[config.planned] : 'auto']
  }

  prepare(wire: Wire): void {
    if (wire.parsedStatements[name] !== text) {
      wire.parse({ name, text })
      wire.parsedStatements[name] = text
    }
    wire.bind({ statement: name, portal: '', values: this.#settings })
    wire.execute({ portal: '', rows: 0 })
    inner.prepare.call(this, wire)
  }

  /** The row of the setting is nobody's. */
  handleDataRow(message: unknown): void {
    if (this.#set) inner.handleDataRow.call(this, message)
  }

  handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#set) inner.handleCommandComplete.call(this, message, wire)
    this.#set = true
  }
}
