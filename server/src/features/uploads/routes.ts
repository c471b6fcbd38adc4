import type { Ctx } from '#platform/ctx.ts'
import Type from 'typebox'
import { Reply, route } from '#platform/feature.ts'
import { Uploaded } from '#features/files/schema.ts'
import { FinishInput, PartsInput, Upload, UploadPart, UploadParts } from './schema.ts'
import * as uploads from './service.ts'
import { abilities, bytesIn, lengthIn, metadataIn, refuseOtherBody, speaking, uploadBody } from './tus.ts'

const path = '/manage/v1/sites/:site/uploads'
const can = 'files.write'
const noStore = { 'cache-control': 'no-store' }

export const routes = [
  route({
    id: 'uploads.options',
    method: 'OPTIONS',
    path,
    can,
    summary: 'Say which parts of the tus protocol are spoken',
    handle: async () => new Reply(undefined, { status: 204, headers: abilities }),
  }),
  route({
    id: 'uploads.create',
    method: 'POST',
    path,
    can,
    summary: 'Begin an upload that can go on after a broken line (tus: Upload-Length, Upload-Metadata)',
    reply: Upload,
    handle: (ctx, { request }) =>
      speaking(request, async () => {
        const row = await uploads.create(ctx, lengthIn(request), metadataIn(request), request.ifMatch)
        const headers = {
          location: `/manage/v1/sites/${ctx.site.key}/uploads/${row.id}`,
          'upload-offset': '0',
          'upload-expires': row.expires_at.toUTCString(),
        }
        return told(row, 201, headers)
      }),
  }),
  route({
    id: 'uploads.get',
    method: 'GET',
    path: `${path}/:id`,
    can,
    summary: 'See how far an upload has come, and what came of it (tus: HEAD)',
    reply: Upload,
    handle: (ctx, { params, request }) =>
      speaking(request, async () => {
        const row = await uploads.get(ctx, params.id)
        return told(row, 200, { 'upload-length': String(row.length), ...progress(row) })
      }),
  }),
  route({
    id: 'uploads.append',
    method: 'PATCH',
    path: `${path}/:id`,
    can,
    summary: 'Send more of its bytes (tus: Upload-Offset)',
    accepts: uploadBody,
    handle: (ctx: Ctx, { params, request }) =>
      speaking(request, async () => {
        refuseOtherBody(request)
        const row = await uploads.append(ctx, params.id, bytesIn(request, 'Upload-Offset'), request)
        return new Reply(undefined, { status: 204, headers: { ...noStore, ...progress(row) } })
      }),
  }),
  route({
    id: 'uploads.parts',
    method: 'GET',
    path: `${path}/:id/parts`,
    can,
    summary: 'See which parts of an upload are in the object storage',
    reply: UploadParts,
    handle: (ctx, { params }) => uploads.parts(ctx, params.id),
  }),
  route({
    id: 'uploads.sign-parts',
    method: 'POST',
    path: `${path}/:id/parts`,
    can,
    summary: 'Get addresses in the object storage to PUT parts of an upload to, past this server',
    status: 200,
    body: PartsInput,
    reply: Type.Array(UploadPart),
    handle: (ctx, { params, body }) => uploads.signParts(ctx, params.id, body.parts),
  }),
  route({
    id: 'uploads.finish',
    method: 'POST',
    path: `${path}/:id/finish`,
    can,
    summary: 'Make a file of all its bytes, with another name when the first one was taken',
    status: 200,
    body: FinishInput,
    reply: Uploaded,
    handle: (ctx, { params, body }) => uploads.finish(ctx, params.id, body),
  }),
  route({
    id: 'uploads.cancel',
    method: 'DELETE',
    path: `${path}/:id`,
    can,
    summary: 'Cancel an upload and remove its bytes; a file that came of it stays',
    handle: (ctx, { params, request }) =>
      speaking(request, async () => {
        await uploads.cancel(ctx, params.id)
        return new Reply(undefined, { status: 204 })
      }),
  }),
]

const progress = ({ offset, file_id, expires_at }: uploads.UploadRow) => ({
  'upload-offset': String(offset),
  'upload-expires': expires_at.toUTCString(),
  ...(file_id ? { 'dozo-file': file_id } : {}),
})

const told = (row: uploads.UploadRow, status: number, headers: Record<string, string>) =>
  new Reply(JSON.stringify({ data: uploads.toUpload(row) }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...noStore, ...headers },
  })
