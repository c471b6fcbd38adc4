import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { Group, GroupChange, NewGroup, Permission } from './schema.ts'
import * as groups from './service.ts'

const path = '/manage/v1/sites/:site/groups'

export const routes = [
  route({
    id: 'permissions.list',
    method: 'GET',
    path: '/manage/v1/instance/permissions',
    can: 'signed-in',
    summary: 'List every permission there is',
    reply: Type.Array(Permission),
    handle: async (ctx) => groups.permissions(ctx.app),
  }),
  route({
    id: 'groups.list',
    method: 'GET',
    path,
    can: 'groups.read',
    summary: 'List groups',
    reply: Type.Array(Group),
    handle: (ctx) => groups.list(ctx),
  }),
  route({
    id: 'groups.create',
    method: 'POST',
    path,
    can: 'groups.write',
    summary: 'Make a group',
    body: NewGroup,
    reply: Group,
    handle: (ctx, { body }) => groups.create(ctx, body),
  }),
  route({
    id: 'groups.get',
    method: 'GET',
    path: `${path}/:group`,
    can: 'groups.read',
    summary: 'Read a group',
    reply: Group,
    handle: (ctx, { params }) => groups.get(ctx, params.group),
  }),
  route({
    id: 'groups.update',
    method: 'PUT',
    path: `${path}/:group`,
    can: 'groups.write',
    summary: 'Replace a group’s name and grants',
    needsVersion: true,
    body: GroupChange,
    reply: Group,
    handle: (ctx, { params, body, request }) => groups.update(ctx, params.group, body, request.ifMatch),
  }),
  route({
    id: 'groups.delete',
    method: 'DELETE',
    path: `${path}/:group`,
    can: 'groups.write',
    summary: 'Delete a group that has no members',
    needsVersion: true,
    handle: (ctx, { params, request }) => groups.remove(ctx, params.group, request.ifMatch),
  }),
]
