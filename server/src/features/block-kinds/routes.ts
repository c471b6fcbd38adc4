import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { BlockKind, BlockKindDefinition, Step, UpdateQuery } from './schema.ts'
import * as blockKinds from './service.ts'

const path = '/manage/v1/sites/:site/block-kinds'

export const routes = [
  route({
    id: 'block-kinds.list',
    method: 'GET',
    path,
    can: 'content-types.read',
    summary: 'List shared blocks',
    reply: Type.Array(BlockKind),
    handle: (ctx) => blockKinds.list(ctx),
  }),
  route({
    id: 'block-kinds.create',
    method: 'POST',
    path,
    can: 'content-types.write',
    summary: 'Define a shared block',
    body: BlockKindDefinition,
    reply: BlockKind,
    handle: (ctx, { body }) => blockKinds.create(ctx, body),
  }),
  route({
    id: 'block-kinds.get',
    method: 'GET',
    path: `${path}/:kind`,
    can: 'content-types.read',
    summary: 'Read a shared block',
    reply: BlockKind,
    handle: (ctx, { params }) => blockKinds.get(ctx, params.kind),
  }),
  route({
    id: 'block-kinds.plan',
    method: 'POST',
    path: `${path}/:kind/plan`,
    can: 'content-types.read',
    summary: 'Say what a change of a shared block would do to the content types that use it',
    status: 200,
    body: BlockKindDefinition,
    reply: Type.Array(Step),
    handle: (ctx, { params, body }) => blockKinds.plan(ctx, params.kind, body),
  }),
  route({
    id: 'block-kinds.update',
    method: 'PUT',
    path: `${path}/:kind`,
    can: 'content-types.write',
    summary: 'Replace a shared block everywhere it is used',
    needsVersion: true,
    query: UpdateQuery,
    body: BlockKindDefinition,
    reply: BlockKind,
    handle: (ctx, { params, query, body, request }) =>
      blockKinds.update(ctx, params.kind, body, {
        convert: query.convert,
        destructive: query.destructive,
        ifMatch: request.ifMatch,
      }),
  }),
  route({
    id: 'block-kinds.delete',
    method: 'DELETE',
    path: `${path}/:kind`,
    can: 'content-types.write',
    summary: 'Delete a shared block that is not used',
    needsVersion: true,
    handle: (ctx, { params, request }) => blockKinds.remove(ctx, params.kind, request.ifMatch),
  }),
]
