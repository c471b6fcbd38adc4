import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { Entry } from './schema.ts'
import * as trash from './trash.ts'
import { RecoverBody, Trashed, TrashQuery } from './trash-schema.ts'

const path = '/manage/v1/sites/:site/trash'

export const trashRoutes = [
  route({
    id: 'trash.list',
    method: 'GET',
    path,
    can: 'entries.read',
    summary: 'List deleted entries, the newest first',
    query: TrashQuery,
    reply: Type.Array(Trashed),
    handle: (ctx, { query }) => trash.list(ctx, query),
  }),
  route({
    id: 'trash.recover',
    method: 'POST',
    path: `${path}/:id/recover`,
    can: 'entries.delete',
    summary: 'Take an entry out of the trash',
    status: 200,
    body: RecoverBody,
    reply: Entry,
    handle: (ctx, { params, body }) => trash.recover(ctx, params.id, body),
  }),
  route({
    id: 'trash.purge',
    method: 'DELETE',
    path: `${path}/:id`,
    can: 'entries.delete',
    summary: 'Delete an entry for ever, with all its versions',
    handle: (ctx, { params }) => trash.purge(ctx, params.id),
  }),
]
