import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { ApiToken, NewApiToken } from './schema.ts'
import * as tokens from './service.ts'

const path = '/manage/v1/sites/:site/api-tokens'

export const routes = [
  route({
    id: 'api-tokens.list',
    method: 'GET',
    path,
    can: 'api-tokens.read',
    summary: 'List API tokens',
    reply: Type.Array(ApiToken),
    handle: (ctx) => tokens.list(ctx),
  }),
  route({
    id: 'api-tokens.create',
    method: 'POST',
    path,
    can: 'api-tokens.write',
    summary: 'Make an API token; the token is in this answer only',
    body: NewApiToken,
    reply: ApiToken,
    handle: (ctx, { body }) => tokens.create(ctx, body),
  }),
  route({
    id: 'api-tokens.revoke',
    method: 'DELETE',
    path: `${path}/:id`,
    can: 'api-tokens.write',
    summary: 'Revoke an API token',
    handle: (ctx, { params }) => tokens.revoke(ctx, params.id),
  }),
]
