import Type from 'typebox'
import { route } from '#platform/feature.ts'
import * as calls from './calls.ts'
import * as endpoints from './endpoints.ts'
import * as history from './history.ts'
import {
  Api,
  ApiChange,
  ApiVersion,
  CopyBody,
  Endpoint,
  EndpointInput,
  EndpointUsage,
  NewApi,
  NewStaticToken,
  OperationLine,
  RecentCalls,
  RestoreBody,
  StaticToken,
  SuggestBody,
} from './schema.ts'
import { operations } from './operations.ts'
import * as apis from './service.ts'
import * as usage from './usage.ts'
import * as tokens from './tokens.ts'

const path = '/manage/v1/sites/:site/apis'

const apiRoutes = [
  route({
    id: 'apis.list',
    method: 'GET',
    path,
    can: 'apis.read',
    summary: 'List APIs',
    reply: Type.Array(Api),
    handle: (ctx) => apis.list(ctx),
  }),
  route({
    id: 'apis.create',
    method: 'POST',
    path,
    can: 'apis.write',
    summary: 'Make an API',
    body: NewApi,
    reply: Api,
    handle: (ctx, { body }) => apis.create(ctx, body),
  }),
  route({
    id: 'apis.get',
    method: 'GET',
    path: `${path}/:api`,
    can: 'apis.read',
    summary: 'Read an API',
    reply: Api,
    handle: (ctx, { params }) => apis.get(ctx, params.api),
  }),
  route({
    id: 'apis.update',
    method: 'PATCH',
    path: `${path}/:api`,
    can: 'apis.write',
    summary: 'Change an API',
    needsVersion: true,
    body: ApiChange,
    reply: Api,
    handle: (ctx, { params, body, request }) => apis.update(ctx, params.api, body, request.ifMatch),
  }),
  route({
    id: 'apis.delete',
    method: 'DELETE',
    path: `${path}/:api`,
    can: 'apis.write',
    summary: 'Delete an API with its endpoints and tokens',
    needsVersion: true,
    handle: (ctx, { params, request }) => apis.remove(ctx, params.api, request.ifMatch),
  }),
  route({
    id: 'apis.copy',
    method: 'POST',
    path: `${path}/:api/copy`,
    can: 'apis.write',
    summary: 'Make a second API with the same settings and endpoints, but no tokens',
    body: CopyBody,
    reply: Api,
    handle: (ctx, { params, body }) => history.copy(ctx, params.api, body),
  }),
  route({
    id: 'apis.versions',
    method: 'GET',
    path: `${path}/:api/versions`,
    can: 'apis.read',
    summary: 'What an API was after each of its last 200 changes, the newest first',
    reply: Type.Array(ApiVersion),
    handle: (ctx, { params }) => history.list(ctx, params.api),
  }),
  route({
    id: 'apis.restore',
    method: 'POST',
    path: `${path}/:api/restore`,
    can: 'apis.write',
    summary: 'Set an API with its endpoints back to an earlier version',
    needsVersion: true,
    body: RestoreBody,
    status: 200,
    reply: Api,
    handle: (ctx, { params, body, request }) =>
      history.restore(ctx, params.api, body.version, request.ifMatch),
  }),
  route({
    id: 'apis.usage',
    method: 'GET',
    path: `${path}/:api/usage`,
    can: 'apis.read',
    summary: 'How often the endpoints of an API are called, and when last',
    reply: Type.Array(EndpointUsage),
    handle: (ctx, { params }) => usage.list(ctx, params.api),
  }),
  route({
    id: 'apis.calls',
    method: 'GET',
    path: `${path}/:api/calls`,
    can: 'apis.read',
    summary: 'The last calls of an API, from memory or not, refused or not',
    reply: RecentCalls,
    handle: (ctx, { params }) => calls.list(ctx, params.api),
  }),
]

const endpointRoutes = [
  route({
    id: 'operations.list',
    method: 'GET',
    path: '/manage/v1/sites/:site/operations',
    can: 'apis.read',
    summary: 'List what endpoints can do, with the settings of each',
    reply: Type.Array(OperationLine),
    handle: async (ctx) => operations(ctx),
  }),
  route({
    id: 'endpoints.list',
    method: 'GET',
    path: `${path}/:api/endpoints`,
    can: 'apis.read',
    summary: 'List the endpoints of an API',
    reply: Type.Array(Endpoint),
    handle: (ctx, { params }) => endpoints.list(ctx, params.api),
  }),
  route({
    id: 'endpoints.create',
    method: 'POST',
    path: `${path}/:api/endpoints`,
    can: 'apis.write',
    summary: 'Add an endpoint',
    body: EndpointInput,
    reply: Endpoint,
    handle: (ctx, { params, body }) => endpoints.create(ctx, params.api, body),
  }),
  route({
    id: 'endpoints.suggest',
    method: 'POST',
    path: `${path}/:api/endpoints/suggest`,
    can: 'apis.write',
    summary: 'Add the read endpoints of a content type',
    body: SuggestBody,
    reply: Type.Array(Endpoint),
    handle: (ctx, { params, body }) => endpoints.suggest(ctx, params.api, body.type),
  }),
  route({
    id: 'endpoints.get',
    method: 'GET',
    path: `${path}/:api/endpoints/:id`,
    can: 'apis.read',
    summary: 'Read an endpoint',
    reply: Endpoint,
    handle: (ctx, { params }) => endpoints.get(ctx, params.api, params.id),
  }),
  route({
    id: 'endpoints.update',
    method: 'PUT',
    path: `${path}/:api/endpoints/:id`,
    can: 'apis.write',
    summary: 'Replace an endpoint’s settings',
    needsVersion: true,
    body: EndpointInput,
    reply: Endpoint,
    handle: (ctx, { params, body, request }) =>
      endpoints.update(ctx, params.api, params.id, body, request.ifMatch),
  }),
  route({
    id: 'endpoints.delete',
    method: 'DELETE',
    path: `${path}/:api/endpoints/:id`,
    can: 'apis.write',
    summary: 'Delete an endpoint',
    needsVersion: true,
    handle: (ctx, { params, request }) => endpoints.remove(ctx, params.api, params.id, request.ifMatch),
  }),
]

const tokenRoutes = [
  route({
    id: 'static-tokens.list',
    method: 'GET',
    path: `${path}/:api/tokens`,
    can: 'apis.read',
    summary: 'List the static tokens of an API',
    reply: Type.Array(StaticToken),
    handle: (ctx, { params }) => tokens.list(ctx, params.api),
  }),
  route({
    id: 'static-tokens.create',
    method: 'POST',
    path: `${path}/:api/tokens`,
    can: 'apis.write',
    summary: 'Make a static token; the token is in this answer only',
    body: NewStaticToken,
    reply: StaticToken,
    handle: (ctx, { params, body }) => tokens.create(ctx, params.api, body),
  }),
  route({
    id: 'static-tokens.revoke',
    method: 'DELETE',
    path: `${path}/:api/tokens/:id`,
    can: 'apis.write',
    summary: 'Revoke a static token',
    handle: (ctx, { params }) => tokens.revoke(ctx, params.api, params.id),
  }),
]

export const routes = [...apiRoutes, ...endpointRoutes, ...tokenRoutes]
