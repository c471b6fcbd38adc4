import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { BulkAction, NewBulkAction } from './schema.ts'
import * as bulkActions from './service.ts'

const path = '/manage/v1/sites/:site/bulk-actions'
const ResultsQuery = Type.Object(
  { only: Type.Optional(Type.Enum(['done', 'skipped', 'refused'])) },
  { additionalProperties: false },
)

export const routes = [
  route({
    id: 'bulk-actions.create',
    method: 'POST',
    path: '/manage/v1/sites/:site/entries/bulk',
    can: 'entries.read',
    summary: 'Publish, unpublish, delete or set a field of many entries',
    status: 202,
    body: NewBulkAction,
    reply: BulkAction,
    handle: (ctx, { body }) => bulkActions.create(ctx, body),
  }),
  route({
    id: 'bulk-actions.list',
    method: 'GET',
    path,
    can: 'entries.read',
    summary: 'List actions on many entries of the last seven days',
    reply: Type.Array(BulkAction),
    handle: (ctx) => bulkActions.list(ctx),
  }),
  route({
    id: 'bulk-actions.get',
    method: 'GET',
    path: `${path}/:id`,
    can: 'entries.read',
    summary: 'How far an action has come',
    reply: BulkAction,
    handle: (ctx, { params }) => bulkActions.get(ctx, params.id),
  }),
  route({
    id: 'bulk-actions.start',
    method: 'POST',
    path: `${path}/:id/start`,
    can: 'entries.read',
    summary: 'Start an action that was only frozen',
    status: 200,
    reply: BulkAction,
    handle: (ctx, { params }) => bulkActions.start(ctx, params.id),
  }),
  route({
    id: 'bulk-actions.cancel',
    method: 'POST',
    path: `${path}/:id/cancel`,
    can: 'entries.read',
    summary: 'Stop an action behind the block it is at',
    status: 200,
    reply: BulkAction,
    handle: (ctx, { params }) => bulkActions.cancel(ctx, params.id),
  }),
  route({
    id: 'bulk-actions.undo',
    method: 'POST',
    path: `${path}/:id/undo`,
    can: 'entries.read',
    summary: 'Take back what an action did, where nothing has changed since',
    status: 202,
    reply: BulkAction,
    handle: (ctx, { params }) => bulkActions.undo(ctx, params.id),
  }),
  route({
    id: 'bulk-actions.results',
    method: 'GET',
    path: `${path}/:id/results`,
    can: 'entries.read',
    summary: 'What came of each entry, with reasons, as NDJSON',
    sends: 'application/x-ndjson',
    query: ResultsQuery,
    handle: (ctx, { params, query: { only } }) => bulkActions.resultsFile(ctx, params.id, only),
  }),
]
