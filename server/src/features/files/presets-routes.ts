import Type from 'typebox'
import { route } from '#platform/feature.ts'
import * as presets from './presets.ts'
import { addressFor } from './transform-permit.ts'
import { ImageAddress, ImagePreset, PresetInput, Transform } from './transform-schema.ts'

const path = '/manage/v1/sites/:site/image-presets'

export const presetRoutes = [
  route({
    id: 'image-presets.list',
    method: 'GET',
    path,
    can: 'files.read',
    summary: 'List the named looks of images',
    reply: Type.Array(ImagePreset),
    handle: (ctx) => presets.list(ctx),
  }),
  route({
    id: 'image-presets.put',
    method: 'PUT',
    path: `${path}/:key`,
    can: 'sites.write',
    summary: 'Make a named look of images, or change what it means',
    body: PresetInput,
    reply: ImagePreset,
    handle: (ctx, { params, body, request }) => presets.put(ctx, params.key, body.look, request.ifMatch),
  }),
  route({
    id: 'image-presets.delete',
    method: 'DELETE',
    path: `${path}/:key`,
    can: 'sites.write',
    summary: 'Delete a named look of images; addresses that name it are refused',
    needsVersion: true,
    handle: (ctx, { params, request }) => presets.remove(ctx, params.key, request.ifMatch),
  }),
  route({
    id: 'files.image-address',
    method: 'POST',
    path: '/manage/v1/sites/:site/files/:id/image-address',
    can: 'files.read',
    summary: 'Sign an address of an image in a size or look that is not open to everyone',
    status: 200,
    body: Transform,
    reply: ImageAddress,
    handle: (ctx, { params, body }) => addressFor(ctx, params.id, body),
  }),
]
