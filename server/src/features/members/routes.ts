import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { Member, MemberChange, MemberQuery, NewMember } from './schema.ts'
import * as members from './service.ts'

const path = '/manage/v1/sites/:site/members'

export const routes = [
  route({
    id: 'members.list',
    method: 'GET',
    path,
    can: 'members.read',
    summary: 'List members',
    query: MemberQuery,
    reply: Type.Array(Member),
    handle: (ctx, { query }) => members.list(ctx, query),
  }),
  route({
    id: 'members.create',
    method: 'POST',
    path,
    can: 'members.write',
    summary: 'Add a member',
    body: NewMember,
    reply: Member,
    handle: (ctx, { body }) => members.create(ctx, body),
  }),
  route({
    id: 'members.get',
    method: 'GET',
    path: `${path}/:id`,
    can: 'members.read',
    summary: 'Read a member',
    reply: Member,
    handle: (ctx, { params }) => members.get(ctx, params.id),
  }),
  route({
    id: 'members.update',
    method: 'PATCH',
    path: `${path}/:id`,
    can: 'members.write',
    summary: 'Change a member',
    needsVersion: true,
    body: MemberChange,
    reply: Member,
    handle: (ctx, { params, body, request }) => members.update(ctx, params.id, body, request.ifMatch),
  }),
  route({
    id: 'members.delete',
    method: 'DELETE',
    path: `${path}/:id`,
    can: 'members.write',
    summary: 'Delete a member',
    needsVersion: true,
    handle: (ctx, { params, request }) => members.remove(ctx, params.id, request.ifMatch),
  }),
]
