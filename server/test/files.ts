// Short ways of saying what tests of files begin with.
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Answer, Ask } from './harness.ts'
import { succeeded } from './content.ts'

export const bytes = { 'content-type': 'application/octet-stream' }

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** Files of one site as one person reaches them. */
export function filesOf(ask: Ask, site = 'main') {
  const at = `/manage/v1/sites/${site}/files`
  const query = (given: object) => new URLSearchParams(given as Record<string, string>).toString()
  const tryUpload = (name: string, body: Buffer | string, more: object = {}): Promise<Answer> =>
    ask(`${at}?${query({ name, ...more })}`, { method: 'POST', body: Buffer.from(body), headers: bytes })
  return {
    at,
    tryUpload,
    upload: async (name: string, body: Buffer | string, more: object = {}) =>
      succeeded(await tryUpload(name, body, more)),
    replace: (id: string, body: Buffer | string, ifMatch: number | '*' = '*') =>
      ask(`${at}/${id}/content`, { method: 'PUT', body: Buffer.from(body), headers: bytes, ifMatch }),
    change: (id: string, body: object, ifMatch: number | '*' = '*') =>
      ask(`${at}/${id}`, { method: 'PATCH', body, ifMatch }),
    trash: (id: string) => ask(`${at}/${id}`, { method: 'DELETE', ifMatch: '*' }),
    get: async (id: string) => succeeded(await ask(`${at}/${id}`)),
    list: async (given: object = {}): Promise<any[]> => succeeded(await ask(`${at}?${query(given)}`)),
    link: async (id: string, expiresAt: string) =>
      succeeded(await ask(`${at}/${id}/links`, { method: 'POST', body: { expiresAt } })),
  }
}

export const png = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#b3422c' } })
    .png()
    .toBuffer()
