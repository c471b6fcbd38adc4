import { Problem } from '#platform/errors.ts'
import type { RequestParts } from '#platform/feature.ts'
import { isForm, withFileInForm } from '#platform/http/form.ts'
import { checkQuery } from '#platform/http/validate.ts'
import { UploadQuery, type UploadPlace } from './schema.ts'
import type { Incoming } from './upload.ts'

/** Gives a new file's place and bytes to `work`: the body as it is, or the file of a form. Throws 400 and 422. */
export async function withSentFile<T>(
  query: UploadQuery,
  request: RequestParts,
  work: (place: UploadPlace, bytes: Incoming) => Promise<T>,
): Promise<T> {
  const { headers, search, signal } = request
  if (!isForm(headers['content-type'])) return work(named(query), request)
  return withFileInForm(request, ({ name, fields, stream }) => {
    const said = new URLSearchParams(search)
    for (const [key, value] of fields) said.append(key, value)
    const both = checkQuery(UploadQuery, String(said)) as UploadQuery
    return work(named({ ...(name === '' ? {} : { name }), ...both }), { stream, signal })
  })
}

function named({ name, ...query }: UploadQuery): UploadPlace {
  if (name === undefined)
    throw new Problem(400, 'bad_query', { errors: [{ path: '/name', code: 'required' }] })
  return { ...query, name }
}
