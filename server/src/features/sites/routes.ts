import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { NewSite, Site, SiteChange } from './schema.ts'
import * as sites from './service.ts'

export const routes = [
  route({
    id: 'sites.list',
    method: 'GET',
    path: '/manage/v1/instance/sites',
    can: 'instance.operate',
    summary: 'List every site of the instance',
    reply: Type.Array(Site),
    handle: (ctx) => sites.list(ctx),
  }),
  route({
    id: 'sites.create',
    method: 'POST',
    path: '/manage/v1/instance/sites',
    can: 'instance.operate',
    summary: 'Make a site',
    body: NewSite,
    reply: Site,
    handle: (ctx, { body }) => sites.create(ctx, body),
  }),
  route({
    id: 'sites.get',
    method: 'GET',
    path: '/manage/v1/sites/:site',
    can: 'sites.read',
    summary: 'Read a site’s settings',
    reply: Site,
    handle: (ctx) => sites.get(ctx),
  }),
  route({
    id: 'sites.update',
    method: 'PATCH',
    path: '/manage/v1/sites/:site',
    can: 'sites.write',
    summary: 'Change a site’s settings; languages can be added, not taken away',
    needsVersion: true,
    body: SiteChange,
    reply: Site,
    handle: (ctx, { body, request }) => sites.update(ctx, body, request.ifMatch),
  }),
]
