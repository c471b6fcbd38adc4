import Type from 'typebox'
import { route } from '#platform/feature.ts'
import {
  Folder,
  FolderMove,
  FolderQuery,
  FolderRules,
  FoldersQuery,
  Moved,
  NewFolder,
  Usage,
} from './folder-schema.ts'
import * as folders from './folders.ts'

const path = '/manage/v1/sites/:site/folders'

export const folderRoutes = [
  route({
    id: 'folders.list',
    method: 'GET',
    path,
    can: 'files.read',
    summary: 'List the folders in a folder, with how much is in each; `meta.folder` is that one itself',
    query: FoldersQuery,
    reply: Type.Array(Folder),
    handle: (ctx, { query }) => folders.list(ctx, query),
  }),
  route({
    id: 'folders.create',
    method: 'POST',
    path,
    can: 'files.write',
    summary: 'Make an empty folder',
    body: NewFolder,
    reply: Folder,
    handle: (ctx, { body }) => folders.create(ctx, body.path),
  }),
  route({
    id: 'folders.update',
    method: 'PUT',
    path,
    can: 'files.manage',
    summary: 'Say who sees and changes what is in a folder, and what it takes',
    needsVersion: true,
    body: FolderRules,
    reply: Folder,
    handle: (ctx, { body, request }) => folders.put(ctx, body, request.ifMatch),
  }),
  route({
    id: 'folders.move',
    method: 'POST',
    path: `${path}/move`,
    can: 'files.write',
    summary: 'Move or rename a folder with all that is in it; old addresses lead on',
    status: 200,
    body: FolderMove,
    reply: Moved,
    handle: (ctx, { body }) => folders.move(ctx, body),
  }),
  route({
    id: 'folders.delete',
    method: 'DELETE',
    path,
    can: 'files.write',
    summary: 'Delete an empty folder',
    query: FolderQuery,
    handle: (ctx, { query }) => folders.remove(ctx, query.path),
  }),
  route({
    id: 'files.usage',
    method: 'GET',
    path: '/manage/v1/sites/:site/file-usage',
    can: 'files.read',
    summary: 'How much the files of the site take',
    reply: Usage,
    handle: (ctx) => folders.usage(ctx),
  }),
]
