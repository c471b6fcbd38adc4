import { route } from '#platform/feature.ts'
import * as presence from './presence.ts'
import { Here, Presence } from './presence-schema.ts'

const path = '/manage/v1/sites/:site/entries/:id/presence'

export const presenceRoutes = [
  route({
    id: 'entries.here',
    method: 'PUT',
    path,
    can: 'entries.read',
    summary: 'Say every 15 seconds that you have an entry open; who else has',
    body: Here,
    reply: Presence,
    handle: (ctx, { params, body }) => presence.here(ctx, params.id, body),
  }),
  route({
    id: 'entries.leave',
    method: 'DELETE',
    path,
    can: 'entries.read',
    summary: 'Say that you have closed an entry',
    handle: (ctx, { params }) => presence.leave(ctx, params.id),
  }),
]
