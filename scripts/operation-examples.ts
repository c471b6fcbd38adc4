// Asks a real server everything that operation-plans.ts says; the reference shows what it answered.
import { batchCall, plans, reviews, types, words, type Call } from './operation-plans.ts'

type Answer = { status: number; body: any; headers: Record<string, unknown> }
type Sent = { method?: string; body?: unknown; headers?: Record<string, string> }
/** Somebody at the console door who owns the site, anybody at the site door, and a way to wait for the index of the search. */
export type Server = {
  owner: (path: string, sent?: Sent) => Promise<Answer>
  site: (path: string, sent?: Sent) => Promise<Answer>
  settled: () => Promise<void>
}

export type Example = {
  endpoint: Record<string, unknown>
  call: Call
  answer: Answer
  problems: Record<string, Answer>
}

const site = '/manage/v1/sites/main'
/** Asks everything once. Throws where a call is not answered as an example should be. */
export async function askExamples(server: Server): Promise<Record<string, Example>> {
  const { made, club } = await furnish(server)
  const told: Record<string, Example> = {}
  const ask = (api: string, { path, headers, ...call }: Call) =>
    server.site(encodeURI(`/api/${api}${filled(path, made)}`), {
      ...call,
      ...(call.body === undefined ? {} : { body: JSON.parse(filled(JSON.stringify(call.body), made)) }),
      headers: JSON.parse(filled(JSON.stringify(headers ?? {}), made)) as Record<string, string>,
    })
  for (const [name, { api, endpoint, call, problems }] of Object.entries(plans)) {
    if (name === 'entries.update') await club(made)
    const answer = await ask(api, call)
    if (answer.status >= 300) throw new Error(`${name}: ${JSON.stringify(answer.body)}`)
    if (name === 'sessions.login') made['token'] = answer.body.data.token
    if (name === 'sessions.refresh')
      Object.assign(made, { spent: made['token'], token: answer.body.data.token })
    const refused: Record<string, Answer> = {}
    for (const [code, { before, times = 1, ...one }] of Object.entries(problems)) {
      if (before) await ask(api, before)
      for (let left = times; left > 0; left--) refused[code] = await ask(api, one)
    }
    told[name] = {
      endpoint: { operation: name, ...endpoint },
      call: shown(api, call),
      answer,
      problems: refused,
    }
  }
  const answer = await ask('default', batchCall)
  told['batch'] = { endpoint: {}, call: shown('default', batchCall), answer, problems: {} }
  return told
}

const shown = (api: string, call: Call): Call => ({ ...call, path: `/api/${api}${call.path}` })
const filled = (text: string, made: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => made[name] ?? place)

async function furnish({ owner, site: visit, settled }: Server) {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await owner(`${site}/${path}`, { method: 'POST', body, headers })
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body.data
  }
  const publish = (id: string) => post(`entries/${id}/publish`, {}, { 'if-match': '*' })
  const entry = async (type: string, values: object): Promise<string> => {
    const { id } = await post('entries', { type, values })
    await publish(id)
    return id
  }
  for (const type of types) {
    const [title] = type.fields
    const keyed = type.fields.some(({ key }) => key === 'slug') ? { keyField: 'slug' } : {}
    await post('content-types', {
      ...type,
      ...keyed,
      name: words(type.key),
      kind: 'plain',
      titleField: title!.key,
    })
  }
  const guide = await entry('section', { name: '手引き', slug: 'guide' })
  const article = (slug: string, ja: string, date: string, pages: number) =>
    entry('article', { slug, title: { ja }, date, pages, section: guide })
  const storehouse = await article('storehouse', '土蔵のしくみ', '2026-11-02', 4)
  const plaster = await article('old-plaster', '漆喰を塗る', '2026-11-09', 2)
  await article('open-day', '見学会の報告', '2026-12-01', 3)
  const change = (id: string, values: object) =>
    owner(`${site}/entries/${id}`, { method: 'PATCH', body: { values }, headers: { 'if-match': '*' } })
  await change(plaster, { slug: 'plaster' })
  await publish(plaster)
  await change(storehouse, { title: { ja: '土蔵のしくみと歴史' } })
  const { token: preview } = await post(`entries/${storehouse}/preview`, {})
  const password = 'correct horse battery'
  for (const name of ['hanako', 'jiro'])
    await post('members', { name, email: `${name}@example.jp`, password, groups: ['member'] })
  await post('apis', { key: 'club', name: 'Club', security: 'member' })
  const existing = await owner(`${site}/apis`)
  if (!existing.body.data.some(({ key }: { key: string }) => key === 'default'))
    await post('apis', { key: 'default', name: 'Default', security: 'open' })
  for (const [operation, { api, endpoint }] of Object.entries(plans))
    await post(`apis/${api}/endpoints`, { operation, ...endpoint })
  await post('apis/club/endpoints', {
    ...reviews,
    operation: 'entries.create',
    path: '/reviews',
    publish: true,
  })
  await settled()
  const made: Record<string, string> = { preview, password }
  /** What the member has written, and what others have: one of it stands in an article. */
  const club = async (so: Record<string, string>) => {
    const write = async (title: string): Promise<string> => {
      const headers = { authorization: `Bearer ${so['token']}` }
      const answer = await visit('/api/club/reviews', { method: 'POST', body: { title, stars: 3 }, headers })
      return answer.body.data.id
    }
    Object.assign(so, { mine: await write('よい'), other: await write('ふつう') })
    so['theirs'] = await entry('review', { title: '静か', stars: 5 })
    await change(storehouse, { review: so['mine'] })
    await publish(storehouse)
  }
  return { made, club }
}
