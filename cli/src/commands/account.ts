import { parseArgs } from 'node:util'
import { createClient } from '@dozo/client'
import { ask } from '../ask.ts'
import { forgetLogin, readLogin, session, writeLogin } from '../login-file.ts'
import { language, refuse, say } from '../words.ts'

const lifeMs = 30 * 24 * 60 * 60 * 1000

/** Signs in with e-mail and password, and keeps an API token for 30 days instead of the password. */
export async function login(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { url: { type: 'string' }, site: { type: 'string' }, email: { type: 'string' } },
  })
  const url = (values.url ?? `http://localhost:${process.env['DOZO_PORT'] ?? 8787}`).replace(/\/$/, '')
  const site = values.site ?? 'main'
  const email = values.email ?? (await ask(say('メールアドレス: ', 'E-mail address: ')))
  const password = await ask(say('パスワード: ', 'Password: '), { hidden: true })
  let cookie = ''
  const withCookie: typeof fetch = async (input, init) => {
    const response = await fetch(input, {
      ...init,
      headers: { ...(init?.headers as object), ...(cookie ? { cookie, origin: url } : {}) },
    })
    cookie ||= (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
    return response
  }
  const client = createClient({ baseUrl: url, language, fetch: withCookie })
  await client.sessions.create({ body: { site, email, password } })
  const expiresAt = new Date(Date.now() + lifeMs).toISOString()
  const { data } = await client['api-tokens'].create({
    site,
    body: { name: 'dozo command', scopes: [{ permission: '*' }], expiresAt },
  })
  await client.sessions.end({})
  writeLogin({
    url,
    site,
    email,
    token: data.token ?? refuse('トークンがありません。', 'There is no token in the answer.'),
    tokenId: data.id,
  })
  console.log(
    say(
      `${url} のサイト ${site} に ${email} としてログインしました。`,
      `Logged in to site ${site} at ${url} as ${email}.`,
    ),
  )
}

/** Revokes the token and forgets it. */
export async function logout(): Promise<void> {
  if (!readLogin()) return
  const { client, site, login: known } = session()
  await client['api-tokens'].revoke({ site, id: known.tokenId }).catch((error: unknown) => {
    console.error(
      say('トークンを無効にできませんでした。', 'The token could not be revoked.'),
      (error as Error).message,
    )
  })
  forgetLogin()
  console.log(say('ログアウトしました。', 'Logged out.'))
}

export async function whoami(): Promise<void> {
  const { client, login: known } = session()
  const { data } = await client.sessions.current({})
  console.log(`${data.member.name} <${data.member.email}>  ${known.url}  ${known.site}`)
}
