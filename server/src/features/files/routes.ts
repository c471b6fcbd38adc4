import Type from 'typebox'
import type { Ctx } from '#platform/ctx.ts'
import { conflict } from '#platform/errors.ts'
import { Reply, route, type RequestParts } from '#platform/feature.ts'
import { Reference, ReferencesQuery } from '#features/entries/schema.ts'
import { referencesTo } from '#features/entries/service.ts'
import { archive, unpack } from './archive.ts'
import { copy } from './copy.ts'
import * as links from './links.ts'
import {
  ArchiveQuery,
  CopyInput,
  File,
  FileChange,
  FileLink,
  FileVersion,
  LinkInput,
  ListQuery,
  NewLink,
  ThumbnailQuery,
  UnpackInput,
  Uploaded,
  UploadQuery,
} from './schema.ts'
import { send } from './send.ts'
import * as files from './service.ts'
import { thumbnail } from './thumbnail.ts'
import { objectOf, type Content } from './upload.ts'
import { withSentFile } from './sent-file.ts'
import { restoreVersion, versions } from './versions.ts'

const path = '/manage/v1/sites/:site/files'
const bytes = 'application/octet-stream'

export const routes = [
  route({
    id: 'files.list',
    method: 'GET',
    path,
    can: 'files.read',
    summary: 'List files, newest first',
    query: ListQuery,
    reply: Type.Array(File),
    handle: (ctx, { query }) => files.list(ctx, query),
  }),
  route({
    id: 'files.upload',
    method: 'POST',
    path,
    can: 'files.write',
    summary: 'Upload a file: its bytes are the body, or the one file of a form',
    accepts: bytes,
    form: true,
    query: UploadQuery,
    reply: Uploaded,
    handle: (ctx, { query, request }) =>
      withSentFile(query, request, (place, incoming) => files.upload(ctx, place, incoming)),
  }),
  route({
    id: 'files.get',
    method: 'GET',
    path: `${path}/:id`,
    can: 'files.read',
    summary: 'Read what is known of a file',
    reply: File,
    handle: (ctx, { params }) => files.get(ctx, params.id),
  }),
  route({
    id: 'files.update',
    method: 'PATCH',
    path: `${path}/:id`,
    can: 'files.write',
    summary: 'Rename or move a file, or change what is said of it',
    needsVersion: true,
    body: FileChange,
    reply: File,
    handle: (ctx, { params, body, request }) => files.update(ctx, params.id, body, request.ifMatch),
  }),
  route({
    id: 'files.delete',
    method: 'DELETE',
    path: `${path}/:id`,
    can: 'files.delete',
    summary: 'Put a file into the trash',
    needsVersion: true,
    handle: (ctx, { params, request }) => files.trash(ctx, params.id, request.ifMatch),
  }),
  route({
    id: 'files.restore',
    method: 'POST',
    path: `${path}/:id/restore`,
    can: 'files.delete',
    summary: 'Take a file out of the trash',
    status: 200,
    reply: File,
    handle: (ctx, { params }) => files.restore(ctx, params.id),
  }),
  route({
    id: 'files.purge',
    method: 'POST',
    path: `${path}/:id/purge`,
    can: 'files.delete',
    summary: 'Delete a file in the trash for ever, with all its versions',
    status: 204,
    handle: (ctx, { params }) => files.purge(ctx, params.id),
  }),
  route({
    id: 'files.content',
    method: 'GET',
    path: `${path}/:id/content`,
    can: 'files.read',
    summary: 'Download the current bytes of a file, whole or a part',
    sends: bytes,
    handle: async (ctx, { params, request }) => {
      const file = await files.rowOf(ctx, params.id, true)
      return download(ctx, file.name, await files.versionOf(ctx, params.id, String(file.version)), request)
    },
  }),
  route({
    id: 'files.thumbnail',
    method: 'GET',
    path: `${path}/:id/thumbnail`,
    can: 'files.read',
    summary: 'A small picture of an image, as WebP',
    query: ThumbnailQuery,
    sends: 'image/webp',
    handle: (ctx, { params, request }) => thumbnail(ctx, params.id, request),
  }),
  route({
    id: 'files.replace',
    method: 'PUT',
    path: `${path}/:id/content`,
    can: 'files.write',
    summary: 'Replace the bytes of a file; its address stays',
    accepts: bytes,
    needsVersion: true,
    reply: Uploaded,
    handle: (ctx, { params, request }) => files.replace(ctx, params.id, request.ifMatch, request),
  }),
  route({
    id: 'files.versions',
    method: 'GET',
    path: `${path}/:id/versions`,
    can: 'files.read',
    summary: 'List the versions of a file, newest first',
    reply: Type.Array(FileVersion),
    handle: (ctx, { params }) => versions(ctx, params.id),
  }),
  route({
    id: 'files.version-content',
    method: 'GET',
    path: `${path}/:id/versions/:version/content`,
    can: 'files.read',
    summary: 'Download the bytes of one version',
    sends: bytes,
    handle: async (ctx, { params, request }) => {
      const file = await files.rowOf(ctx, params.id, true)
      return download(ctx, file.name, await files.versionOf(ctx, params.id, params.version), request)
    },
  }),
  route({
    id: 'files.restore-version',
    method: 'POST',
    path: `${path}/:id/versions/:version/restore`,
    can: 'files.write',
    summary: 'Make another version the current one',
    status: 200,
    needsVersion: true,
    reply: File,
    handle: (ctx, { params, request }) => restoreVersion(ctx, params.id, params.version, request.ifMatch),
  }),
  route({
    id: 'files.archive',
    method: 'GET',
    path: '/manage/v1/sites/:site/file-archive',
    can: 'files.read',
    summary: 'Download the files of a folder, or those that are named, as a ZIP file',
    query: ArchiveQuery,
    sends: 'application/zip',
    handle: (ctx, { query }) => archive(ctx, query),
  }),
  route({
    id: 'files.unpack',
    method: 'POST',
    path: `${path}/:id/unpack`,
    can: 'files.write',
    summary: 'Unpack a ZIP file into a folder; a line of the reply for each file as it is there',
    status: 200,
    body: UnpackInput,
    sends: 'application/x-ndjson',
    handle: (ctx, { params, body }) => unpack(ctx, params.id, body),
  }),
  route({
    id: 'files.copy',
    method: 'POST',
    path: `${path}/:id/copy`,
    can: 'files.write',
    summary: 'Copy a file, with its words, to another place',
    body: CopyInput,
    reply: Uploaded,
    handle: (ctx, { params, body }) => copy(ctx, params.id, body),
  }),
  route({
    id: 'files.references',
    method: 'GET',
    path: `${path}/:id/references`,
    can: 'files.read',
    summary: 'What uses a file: entries whose fields or rich text show it',
    query: ReferencesQuery,
    reply: Type.Array(Reference),
    handle: async (ctx, { params, query }) => {
      await files.rowOf(ctx, params.id, true)
      return referencesTo(ctx, params.id, query)
    },
  }),
  route({
    id: 'files.links',
    method: 'GET',
    path: `${path}/:id/links`,
    can: 'files.write',
    summary: 'List the links to a file that still open it',
    reply: Type.Array(FileLink),
    handle: (ctx, { params }) => links.list(ctx, params.id),
  }),
  route({
    id: 'files.create-link',
    method: 'POST',
    path: `${path}/:id/links`,
    can: 'files.write',
    summary: 'Make a link that opens a private file until a moment',
    body: LinkInput,
    reply: NewLink,
    handle: (ctx, { params, body }) => links.create(ctx, params.id, body),
  }),
  route({
    id: 'files.revoke-link',
    method: 'DELETE',
    path: `${path}/:id/links/:link`,
    can: 'files.write',
    summary: 'Withdraw a link',
    handle: (ctx, { params }) => links.remove(ctx, params.id, params.link),
  }),
]

/** To who manages files everything is a download: the console's own address shows nothing that others have brought. */
function download(ctx: Ctx, name: string, content: Content, { method, headers }: RequestParts): Reply {
  if (content.held) throw conflict('file_held')
  const { id, size, hash, width } = content
  const more = { 'cache-control': 'private, no-cache' }
  const sent = send({ type: bytes, size, hash, width }, name, { method, headers, more }, (part) =>
    ctx.app.storage.get(objectOf(ctx.site.id, id), part),
  )
  return new Reply(sent.body, { status: sent.status, headers: sent.headers })
}
