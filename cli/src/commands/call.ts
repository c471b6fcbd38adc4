import { parseArgs } from 'node:util'
import { send } from '@dozo/client'
import { jsonIn, parsed } from '../given.ts'
import { session } from '../login-file.ts'
import { language, refuse } from '../words.ts'

/**
 * `call [METHOD] PATH [--data JSON | --file FILE] [--etag N]`: any call of the management API as whoever is logged in. `/entries?type=news`
 * is below the site, `/manage/v1/…` is the whole path. Without a method it reads, or sends when there is something to send.
 */
export async function call(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, file: { type: 'string' }, etag: { type: 'string' } },
  })
  const { data, file, etag } = values
  const sends = data !== undefined || file !== undefined
  const path = positionals.at(-1)
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const method = (positionals.length > 1 ? positionals[0]! : sends ? 'POST' : 'GET').toUpperCase()
  if (!path?.startsWith('/') || !methods.includes(method) || positionals.length > 2)
    refuse(
      '使い方: dozo call [GET|POST|PUT|PATCH|DELETE] /パス [--data JSON] [--file ファイル] [--etag 番号]',
      'Usage: dozo call [GET|POST|PUT|PATCH|DELETE] /PATH [--data JSON] [--file FILE] [--etag NUMBER]',
    )
  const { login } = session()
  const whole = path!.startsWith('/manage/') ? path! : `/manage/v1/sites/${login.site}${path!}`
  if (etag !== undefined && !/^(\*|\d{1,9})$/.test(etag))
    refuse('--etag は番号か * です。', '--etag is a number or *.')
  const body = data === undefined ? file && jsonIn(file) : parsed(data, '--data')
  const answer = await send(
    { baseUrl: login.url, token: login.token, language },
    // Braces would be places to be filled in.
    { method, path: whole.replaceAll('{', '%7B'), sends: 'any' },
    {
      ...(body === undefined ? {} : { body }),
      ...(etag === undefined ? {} : { ifMatch: etag === '*' ? etag : Number(etag) }),
    },
  )
  const text = await (answer as Response).text()
  if (text !== '') console.log(isJson(answer as Response) ? JSON.stringify(JSON.parse(text), null, 2) : text)
}

const isJson = (answer: Response): boolean =>
  /^application\/(json|problem\+json)/.test(answer.headers.get('content-type') ?? '')
