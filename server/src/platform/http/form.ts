// A file that comes as part of a form, as browsers and `curl -F` send it: streamed, like one that is the whole body.
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { Readable } from 'node:stream'
import { invalid, Problem } from '#platform/errors.ts'
import type { RequestParts } from '#platform/feature.ts'

const limits = { files: 1, fields: 20, parts: 22, fieldNameSize: 100, fieldSize: 4000, headerPairs: 20 }

export const isForm = (contentType: string | string[] | undefined): boolean =>
  /^\s*multipart\/form-data\s*(;|$)/i.test(String(contentType ?? ''))

export type SentFile = { name: string; fields: [string, string][]; stream: Readable }

type Form = InstanceType<typeof Busboy>
type Sender = Pick<RequestParts, 'headers' | 'stream'>

/**
 * Gives the one file of a form, as soon as it begins, and the fields before it to `work`. Its stream ends when the form has ended well: what
 * is behind the file, and a form that breaks off, are thrown there. Throws 400 for what is no form, 422 for one without a file.
 */
export async function withFileInForm<T>(sender: Sender, work: (sent: SentFile) => Promise<T>): Promise<T> {
  const form = begun(sender.headers)
  try {
    return await work(await fileIn(form, sender.stream))
  } finally {
    // What is not wanted any more is read all the same: whoever sends it would not hear the answer before.
    sender.stream.unpipe(form)
    sender.stream.resume()
  }
}

async function fileIn(form: Form, stream: Readable): Promise<SentFile> {
  const fields: [string, string][] = []
  const found = Promise.withResolvers<{ name: string; file: BusboyFileStream }>()
  const over = Promise.withResolvers<void>()
  over.promise.catch(() => undefined)
  let isThere = false
  const fail = (error: unknown) => {
    found.reject(error)
    over.reject(error)
  }
  form.on('field', (name, value, nameCut, valueCut) => {
    if (isThere) fail(invalid([{ path: `/${name}`, code: 'form_order' }]))
    else if (nameCut || valueCut)
      fail(invalid([{ path: `/${name}`, code: 'too_long', params: { limit: limits.fieldSize } }]))
    else fields.push([name, value])
  })
  form.on('file', (_field, file, name) => {
    isThere = true
    // It may break before anybody reads it, or after.
    file.on('error', () => fail(broken()))
    found.resolve({ name: name ?? '', file })
  })
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    form.on(limit, () => fail(invalid({ file: 'form_parts' })))
  form.on('error', () => fail(broken()))
  form.on('finish', () => {
    found.reject(invalid({ file: 'required' }))
    over.resolve()
  })
  // Whoever sends goes away in its middle: then it has no end.
  stream.once('error', fail)
  stream.once('close', () => stream.readableEnded || fail(broken()))
  stream.pipe(form)
  const { name, file } = await found.promise
  over.promise.catch((error: Error) => file.destroy(error))
  async function* bytes(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of file as AsyncIterable<Buffer>) yield chunk
    } catch (error) {
      throw error instanceof Problem ? error : broken()
    }
    await over.promise
  }
  return { name, fields, stream: Readable.from(bytes(), { objectMode: false }) }
}

function begun(headers: RequestParts['headers']): Form {
  try {
    return new Busboy({ headers: headers as { 'content-type': string }, limits })
  } catch {
    throw broken()
  }
}

const broken = () => new Problem(400, 'form_broken')
