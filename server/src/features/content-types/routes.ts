import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { ContentType, Definition, Step, UpdateQuery } from './schema.ts'
import * as contentTypes from './service.ts'

const path = '/manage/v1/sites/:site/content-types'

export const routes = [
  route({
    id: 'content-types.list',
    method: 'GET',
    path,
    can: 'content-types.read',
    summary: 'List content types',
    reply: Type.Array(ContentType),
    handle: (ctx) => contentTypes.list(ctx),
  }),
  route({
    id: 'content-types.create',
    method: 'POST',
    path,
    can: 'content-types.write',
    summary: 'Define a content type',
    body: Definition,
    reply: ContentType,
    handle: (ctx, { body }) => contentTypes.create(ctx, body),
  }),
  route({
    id: 'content-types.get',
    method: 'GET',
    path: `${path}/:type`,
    can: 'content-types.read',
    summary: 'Read a content type',
    reply: ContentType,
    handle: (ctx, { params }) => contentTypes.get(ctx, params.type),
  }),
  route({
    id: 'content-types.plan',
    method: 'POST',
    path: `${path}/:type/plan`,
    can: 'content-types.write',
    summary: 'What a change of the definition would do',
    status: 200,
    body: Definition,
    reply: Type.Array(Step),
    handle: (ctx, { params, body }) => contentTypes.plan(ctx, params.type, body),
  }),
  route({
    id: 'content-types.update',
    method: 'PUT',
    path: `${path}/:type`,
    can: 'content-types.write',
    summary: 'Replace the definition of a content type',
    needsVersion: true,
    query: UpdateQuery,
    body: Definition,
    reply: ContentType,
    handle: (ctx, { params, query, body, request }) =>
      contentTypes.update(ctx, params.type, body, {
        convert: query.convert,
        destructive: query.destructive,
        ifMatch: request.ifMatch,
      }),
  }),
  route({
    id: 'content-types.delete',
    method: 'DELETE',
    path: `${path}/:type`,
    can: 'content-types.write',
    summary: 'Delete a content type that has no entries',
    needsVersion: true,
    handle: (ctx, { params, request }) => contentTypes.remove(ctx, params.type, request.ifMatch),
  }),
]
