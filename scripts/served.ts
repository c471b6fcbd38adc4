// A Dozo that answers without listening on a port, for what is printed from its answers.
import type { App } from '../server/src/platform/app.ts'
import { startReaders } from '../server/src/platform/events/readers.ts'
import { openConsoleDoor } from '../server/src/platform/http/console-door.ts'
import { openSiteDoor } from '../server/src/platform/http/site-door.ts'
import { createMetrics } from '../server/src/platform/metrics.ts'
import * as instance from '../server/src/features/instance/service.ts'
import type { Server } from './operation-examples.ts'

const asker =
  (door: ReturnType<typeof openSiteDoor>, credentials: Record<string, string> = {}): Server['site'] =>
  async (path, { method = 'GET', body, headers = {} } = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await door.inject({
      method: method as 'GET',
      url: path,
      headers: { host: 'localhost', ...json, ...credentials, ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const text = answer.payload
    return { status: answer.statusCode, body: text ? JSON.parse(text) : undefined, headers: answer.headers }
  }

export async function served(app: App): Promise<{ server: Server; stop: () => Promise<void> }> {
  const accessLog = { write: () => undefined, close: async () => undefined }
  const consoleDoor = await openConsoleDoor(app, accessLog, createMetrics(), () => false)
  const siteDoor = openSiteDoor(app, accessLog, () => false)
  const readers = startReaders(app)
  const who = { email: 'owner@example.jp', password: 'correct horse battery' }
  await instance.createOwner(app, { ...who, name: 'Owner' })
  const body = { ...who, site: 'main' }
  const opened = await asker(consoleDoor)('/manage/v1/sessions', { method: 'POST', body })
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  const owner = asker(consoleDoor, { cookie, origin: app.config.consoleUrl, 'sec-fetch-site': 'same-origin' })
  return {
    server: { owner, site: asker(siteDoor), settled: () => readers.caughtUp() },
    async stop() {
      await readers.stop()
      await consoleDoor.close()
      await siteDoor.close()
    },
  }
}
