// What is killed in its middle: each way of bringing, changing and removing a file, what comes before it, and what must be so afterwards.
import { randomBytes } from 'node:crypto'
import { request, type IncomingHttpHeaders } from 'node:http'
import type pg from 'pg'
import { expect } from 'vitest'
import type { Dozo } from '../crash/dozo-process.ts'
import { sha256 } from '../files.ts'
import { metadata, tus } from '../uploads.ts'

type Asked = { status: number; body: any; headers: IncomingHttpHeaders; hash: string }

export type Story = {
  /** Four of them; all others have more than eight. */
  fewSteps?: boolean
  /** What is killed in its middle. */
  act(name: string): Promise<unknown>
  before?(name: string): Promise<void>
  /** After the start: whatever was answered is so, and nothing is half. */
  then(name: string, answer: any): Promise<void>
}

/** `server`: as it is now, which changes with every kill. */
export function uploadStories(server: () => { dozo: Dozo; db: pg.Client }, youngBytes = 4000) {
  /** Why the last one that had no answer had none. */
  let lost = ''
  /** Nothing when no answer comes. Each time over a line of its own: those of a server that was killed lead nowhere. */
  function ask(method: string, path: string, body?: Buffer, more: object = {}): Promise<Asked | undefined> {
    const headers = {
      authorization: server().dozo.authorization(),
      ...(body && { 'content-length': body.length }),
      ...more,
    }
    return new Promise((resolve) => {
      const asked = request(`${server().dozo.consoleUrl}/manage/v1/sites/main${path}`, {
        method,
        headers,
        agent: false,
      })
      asked.on('error', (error) => {
        lost = `${method} ${path}: ${error.message}`
        resolve(undefined)
      })
      asked.on('response', async (answer) => {
        const bytes = Buffer.concat(await answer.toArray().catch(() => []))
        if (!answer.complete) return resolve(undefined)
        const isJson = answer.headers['content-type']?.includes('json') && bytes.length > 0
        const { statusCode: status = 0 } = answer
        resolve({
          status,
          headers: answer.headers,
          body: isJson ? JSON.parse(bytes.toString()) : undefined,
          hash: sha256(bytes),
        })
      })
      asked.end(body)
    })
  }
  const binary = { 'content-type': 'application/octet-stream' }
  const any = { 'if-match': '*' }
  const upload = (name: string, bytes: Buffer) => ask('POST', `/files?name=${name}`, bytes, binary)
  const replace = (id: string, bytes: Buffer) =>
    ask('PUT', `/files/${id}/content`, bytes, { ...binary, ...any })
  const at = async (name: string) => (await ask('GET', `/files?path=${name}`))!.body.data[0]
  const hashOf = async (id: string, version?: number) =>
    (await ask('GET', `/files/${id}${version ? `/versions/${version}` : ''}/content`))!.hash

  /** Sends in two pieces what has not arrived, from the beginning if nothing is known of it. */
  async function resume(
    known: { id?: string },
    said: Record<string, string>,
    bytes: Buffer,
  ): Promise<string | undefined> {
    if (known.id === undefined) {
      const headers = {
        ...tus,
        ...any,
        'upload-length': String(bytes.length),
        'upload-metadata': metadata(said),
      }
      known.id = (await ask('POST', '/uploads', undefined, headers))?.body?.data?.id
    }
    if (known.id === undefined) return undefined
    for (let tries = 0; tries < 100; tries++) {
      const head = await ask('HEAD', `/uploads/${known.id}`, undefined, tus)
      const made = head?.headers['dozo-file']
      if (!head || made) return made as string | undefined
      const offset = Number(head.headers['upload-offset'])
      const half = Math.ceil(bytes.length / 2)
      const piece = bytes.subarray(offset, offset < half ? half : bytes.length)
      const headers = {
        ...tus,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      }
      const answer = await ask('PATCH', `/uploads/${known.id}`, piece, headers)
      if (!answer) return undefined
      // In the hands of the one that was killed, for some seconds more.
      if (answer.status === 423) await new Promise((resolve) => setTimeout(resolve, 500))
    }
    throw new Error('it never came to its end')
  }

  const [old, young] = [randomBytes(3000), randomBytes(youngBytes)]
  const ids = new Map<string, string>()
  const uploads = new Map<string, { id?: string }>()
  const put = async (name: string) => void ids.set(name, (await upload(name, old))!.body.data.id)
  const oldStays = async (name: string, answer?: Asked) => {
    const id = ids.get(name)!
    expect(await hashOf(id, 1)).toBe(sha256(old))
    expect(answer?.status === 200 ? [sha256(young)] : [sha256(old), sha256(young)]).toContain(
      await hashOf(id),
    )
  }

  const stories: Record<string, Story> = {
    upload: {
      act: (name) => upload(name, young),
      async then(name, answer) {
        const file = await at(name)
        if (answer) expect(file).toBeDefined()
        if (file) expect(await hashOf(file.id)).toBe(sha256(young))
      },
    },
    replacement: {
      before: put,
      act: (name) => replace(ids.get(name)!, young),
      then: oldStays,
    },
    'upload that goes on': {
      async act(name) {
        uploads.set(name, {})
        return resume(uploads.get(name)!, { filename: name }, young)
      },
      async then(name) {
        const id = await resume(uploads.get(name)!, { filename: name }, young)
        expect(await hashOf(id!)).toBe(sha256(young))
      },
    },
    'upload that nobody goes on with': {
      async act(name) {
        uploads.set(name, {})
        return resume(uploads.get(name)!, { filename: name }, young)
      },
      async then(name) {
        await server().db.query(`update uploads set expires_at = '2020-01-01', held_until = null`)
        const file = await at(name)
        if (file) expect(await hashOf(file.id)).toBe(sha256(young))
      },
    },
    'replacement that goes on': {
      before: put,
      async act(name) {
        uploads.set(name, {})
        return resume(uploads.get(name)!, { fileId: ids.get(name)! }, young)
      },
      async then(name) {
        await oldStays(name)
        expect(await resume(uploads.get(name)!, { fileId: ids.get(name)! }, young), lost).toBeDefined()
        await oldStays(name, { status: 200 } as Asked)
      },
    },
    cancelling: {
      async act(name) {
        const length = String(young.length)
        const headers = { ...tus, 'upload-length': length, 'upload-metadata': metadata({ filename: name }) }
        const id = (await ask('POST', '/uploads', undefined, headers))?.body?.data?.id
        const sent = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
        await ask('PATCH', `/uploads/${id}`, young.subarray(0, young.length - 1000), sent)
        await ask('DELETE', `/uploads/${id}`, undefined, tus)
      },
      async then() {
        await server().db.query(`update uploads set expires_at = '2020-01-01', held_until = null`)
      },
    },
    move: {
      fewSteps: true,
      before: put,
      act: (name) =>
        ask('PATCH', `/files/${ids.get(name)}`, Buffer.from(JSON.stringify({ folder: 'moved' })), {
          ...any,
          'content-type': 'application/json',
        }),
      async then(name, answer) {
        await oldStays(name)
        const moved = await at(`moved/${name}`)
        expect(Boolean(moved) !== Boolean(await at(name))).toBe(true)
        if (answer) expect(moved).toBeDefined()
      },
    },
    'deletion for ever': {
      before: async (name) => {
        await put(name)
        await replace(ids.get(name)!, young)
      },
      async act(name) {
        await ask('DELETE', `/files/${ids.get(name)}`, undefined, any)
        return ask('POST', `/files/${ids.get(name)}/purge`)
      },
      async then(name, answer) {
        const file = await ask('GET', `/files/${ids.get(name)}`)
        if (answer) expect(file!.status).toBe(404)
        if (file!.status === 200) expect(await hashOf(ids.get(name)!, 2)).toBe(sha256(young))
      },
    },
  }

  return { ask, stories, hashOf, resume, young }
}
