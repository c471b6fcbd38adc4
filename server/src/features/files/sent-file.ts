import { Problem } from '#platform/errors.ts'
import type { RequestParts } from '#platform/feature.ts'
import { fileInForm, isForm } from '#platform/http/form.ts'
import { checkQuery } from '#platform/http/validate.ts'
import { UploadQuery, type UploadPlace } from './schema.ts'
import type { Incoming } from './upload.ts'

/** A new file's bytes, and where they are to be: the body as it is, or the file of a form. Throws 400 and 422. */
export async function sentFile(
  query: UploadQuery,
  request: RequestParts,
): Promise<{ place: UploadPlace; bytes: Incoming }> {
  if (!isForm(request.headers['content-type'] as string | undefined))
    return { place: named(query), bytes: request }
  const { name, fields, stream } = await fileInForm(request)
  const said = new URLSearchParams(request.search)
  for (const [key, value] of fields) said.append(key, value)
  const both = checkQuery(UploadQuery, String(said)) as UploadQuery
  return {
    place: named({ ...(name === '' ? {} : { name }), ...both }),
    bytes: { stream, signal: request.signal },
  }
}

function named({ name, ...query }: UploadQuery): UploadPlace {
  if (name === undefined)
    throw new Problem(400, 'bad_query', { errors: [{ path: '/name', code: 'required' }] })
  return { ...query, name }
}
