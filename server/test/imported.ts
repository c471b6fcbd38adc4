// Sending an import and waiting for its end.
import sql from 'sql-template-tag'
import { expect } from 'vitest'
import { succeeded } from './content.ts'
import type { Answer, Ask, Dozo } from './harness.ts'

type Lines = Buffer | string | readonly object[]
const textOf = (lines: Lines) =>
  typeof lines === 'string' || Buffer.isBuffer(lines)
    ? lines
    : lines.map((line) => `${JSON.stringify(line)}\n`).join('')

const queryOf = (options: Record<string, unknown>) =>
  new URLSearchParams(
    Object.entries(options).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString()

/** Sends lines to be imported into a type; the answer to that, before any of it is done. */
export const sendImport = (
  ask: Ask,
  type: string,
  lines: Lines,
  options: Record<string, unknown> = {},
  site = 'main',
): Promise<Answer> =>
  ask(`/manage/v1/sites/${site}/imports?${queryOf({ type, ...options })}`, {
    method: 'POST',
    body: textOf(lines),
    headers: { 'content-type': 'application/x-ndjson' },
  })

/** Sends a file of any form. */
export const sendFile = (
  ask: Ask,
  type: string,
  file: Buffer | string,
  contentType: string,
  options: object = {},
  site = 'main',
): Promise<Answer> =>
  ask(`/manage/v1/sites/${site}/imports?${queryOf({ type, ...options })}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': contentType },
  })

/** The import as it ended, with its refused lines as `[line, [path, code], …]`. */
export async function imported(
  ask: Ask,
  type: string,
  lines: Lines,
  options = {},
  site = 'main',
): Promise<any> {
  return ended(ask, await sendImport(ask, type, lines, options, site), site)
}

/** The import of an answer, when it has ended. */
export async function ended(ask: Ask, answer: Answer, site = 'main'): Promise<any> {
  const { id } = succeeded(answer)
  const path = `/manage/v1/sites/${site}/imports/${id}`
  const state = async () => succeeded(await ask(path))
  await expect.poll(async () => (await state()).status, { timeout: 60_000 }).toMatch(/done|failed|cancelled/)
  const refused = (await ask(`${path}/errors`)).text
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
  return {
    ...(await state()),
    refused: refused.map(({ line, errors }) => [
      line,
      ...errors.map((one: { path: string; code: string }) => [one.path, one.code]),
    ]),
  }
}

/** Everything of a type as NDJSON. */
export async function exported(ask: Ask, type: string, more = '', site = 'main'): Promise<string> {
  const answer = await ask(`/manage/v1/sites/${site}/exports/entries?type=${type}${more}`)
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.text
}

/** Holds an entry so that whoever wants to write it waits; `release` lets go. */
export async function holdEntry(dozo: Dozo, id: string): Promise<{ release(): Promise<void> }> {
  const held = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const over = dozo.app.db.asOwner('test holds an entry', async (tx) => {
    await tx.run(sql`select from entries where id = ${id} for update`)
    held.resolve()
    await gate.promise
  })
  await held.promise
  return {
    release() {
      gate.resolve()
      return over
    },
  }
}
