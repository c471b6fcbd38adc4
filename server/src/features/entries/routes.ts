import Type from 'typebox'
import { Reply, route, type Page } from '#platform/feature.ts'
import { copy } from './copy.ts'
import { list, query } from './list.ts'
import { publish, unpublish } from './publish.ts'
import { searchEntries } from './search.ts'
import {
  CompareQuery,
  CopyEntryBody,
  Difference,
  Entry,
  EntryChange,
  EntryQuery,
  ForceQuery,
  NewEntry,
  PublishOptions,
  Reference,
  RestoreBody,
  SearchHit,
  SearchQuery,
  UnpublishOptions,
  ValidateQuery,
  Version,
} from './schema.ts'
import * as entries from './service.ts'
import * as versions from './versions.ts'

const path = '/manage/v1/sites/:site/entries'

export const routes = [
  route({
    id: 'entries.list',
    method: 'GET',
    path,
    can: 'entries.read',
    summary: 'List entries of a type',
    grammar: EntryQuery,
    reply: Type.Array(Entry),
    handle: (ctx, { request }) => list(ctx, request.search),
  }),
  route({
    id: 'entries.query',
    method: 'POST',
    path: `${path}/query`,
    can: 'entries.read',
    summary: 'List entries of a type; the query as JSON',
    status: 200,
    body: Type.Unsafe<Record<string, unknown>>({ ...EntryQuery, additionalProperties: true }),
    reply: Type.Array(Entry),
    handle: (ctx, { body }): Promise<Page> => query(ctx, body),
  }),
  route({
    id: 'entries.create',
    method: 'POST',
    path,
    can: 'entries.create',
    summary: 'Create an entry',
    query: ValidateQuery,
    body: NewEntry,
    reply: Entry,
    handle: async (ctx, { query: { validate }, body }) =>
      validate === 'only'
        ? new Reply(JSON.stringify({ data: await entries.validate(ctx, body) }), {
            status: 200,
            headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
          })
        : entries.create(ctx, body),
  }),
  route({
    id: 'entries.get',
    method: 'GET',
    path: `${path}/:id`,
    can: 'entries.read',
    summary: 'Read an entry, working copy and live copy',
    reply: Entry,
    handle: (ctx, { params }) => entries.get(ctx, params.id),
  }),
  route({
    id: 'entries.update',
    method: 'PATCH',
    path: `${path}/:id`,
    can: 'entries.update',
    summary: 'Change the working copy: field by field and language by language; null empties',
    needsVersion: true,
    body: EntryChange,
    reply: Entry,
    handle: (ctx, { params, body, request }) => entries.update(ctx, params.id, body, request.ifMatch),
  }),
  route({
    id: 'entries.delete',
    method: 'DELETE',
    path: `${path}/:id`,
    can: 'entries.delete',
    summary: 'Move an entry that nothing points to into the trash',
    needsVersion: true,
    query: ForceQuery,
    handle: (ctx, { params, query: { force }, request }) =>
      entries.remove(ctx, params.id, { force, ifMatch: request.ifMatch }),
  }),
  route({
    id: 'entries.copy',
    method: 'POST',
    path: `${path}/:id/copy`,
    can: 'entries.create',
    summary: 'Make a draft with the same values',
    body: CopyEntryBody,
    reply: Entry,
    handle: (ctx, { params, body }) => copy(ctx, params.id, body),
  }),
  route({
    id: 'entries.publish',
    method: 'POST',
    path: `${path}/:id/publish`,
    can: 'entries.publish',
    summary: 'Publish the working copy',
    status: 200,
    needsVersion: true,
    body: PublishOptions,
    reply: Entry,
    handle: (ctx, { params, body, request }) => publish(ctx, params.id, body, request.ifMatch),
  }),
  route({
    id: 'entries.unpublish',
    method: 'POST',
    path: `${path}/:id/unpublish`,
    can: 'entries.publish',
    summary: 'Take the live copy away from readers, or some of its languages',
    status: 200,
    needsVersion: true,
    query: UnpublishOptions,
    reply: Entry,
    handle: (ctx, { params, query: options, request }) => unpublish(ctx, params.id, options, request.ifMatch),
  }),
  route({
    id: 'entries.references',
    method: 'GET',
    path: `${path}/:id/references`,
    can: 'entries.read',
    summary: 'What points to an entry',
    reply: Type.Array(Reference),
    handle: (ctx, { params }) => entries.references(ctx, params.id),
  }),
  route({
    id: 'entries.versions',
    method: 'GET',
    path: `${path}/:id/versions`,
    can: 'entries.read',
    summary: 'Versions of an entry, newest first',
    reply: Type.Array(Version),
    handle: (ctx, { params }) => versions.list(ctx, params.id),
  }),
  route({
    id: 'entries.version',
    method: 'GET',
    path: `${path}/:id/versions/:version`,
    can: 'entries.read',
    summary: 'One version with its values',
    reply: Version,
    handle: (ctx, { params }) => versions.one(ctx, params.id, numberOf(params.version)),
  }),
  route({
    id: 'entries.compare',
    method: 'GET',
    path: `${path}/:id/compare`,
    can: 'entries.read',
    summary: 'What differs between two versions',
    query: CompareQuery,
    reply: Type.Array(Difference),
    handle: (ctx, { params, query: { from, to } }) => versions.compare(ctx, params.id, from, to),
  }),
  route({
    id: 'entries.restore',
    method: 'POST',
    path: `${path}/:id/restore`,
    can: 'entries.update',
    summary: 'Make the values of an older version the working copy again',
    status: 200,
    needsVersion: true,
    body: RestoreBody,
    reply: Entry,
    handle: (ctx, { params, body, request }) =>
      versions.restore(ctx, params.id, body.version, request.ifMatch),
  }),
  route({
    id: 'search.entries',
    method: 'GET',
    path: '/manage/v1/sites/:site/search',
    can: 'entries.read',
    summary: 'Search entries of every type',
    query: SearchQuery,
    reply: Type.Array(SearchHit),
    handle: (ctx, { query: asked }) => searchEntries(ctx, asked),
  }),
]

/** No version has the number zero, so what is not a number is not found. */
const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : 0)
