import Type from 'typebox'
import { feature, route } from '#platform/feature.ts'
import { runImport } from './run.ts'
import { ExportQuery, Import, ImportQuery } from './schema.ts'
import * as service from './service.ts'

const path = '/manage/v1/sites/:site/imports'

export const imports = feature({
  name: 'imports',
  permissions: {
    'imports.read': { ja: '取り込みの状態を見る', en: 'See imports' },
    'imports.write': { ja: 'コンテンツを取り込む', en: 'Import entries' },
    'exports.read': { ja: 'コンテンツを書き出す', en: 'Export entries' },
  },
  routes: [
    route({
      id: 'imports.create',
      method: 'POST',
      path,
      can: 'imports.write',
      summary: 'Import entries from NDJSON',
      accepts: 'application/x-ndjson',
      query: ImportQuery,
      status: 202,
      reply: Import,
      handle: (ctx, { query, request }) => service.create(ctx, query, request),
    }),
    route({
      id: 'imports.list',
      method: 'GET',
      path,
      can: 'imports.read',
      summary: 'List imports, newest first',
      reply: Type.Array(Import),
      handle: (ctx) => service.list(ctx),
    }),
    route({
      id: 'imports.get',
      method: 'GET',
      path: `${path}/:id`,
      can: 'imports.read',
      summary: 'How far an import has come',
      reply: Import,
      handle: (ctx, { params }) => service.get(ctx, params.id),
    }),
    route({
      id: 'imports.cancel',
      method: 'POST',
      path: `${path}/:id/cancel`,
      can: 'imports.write',
      summary: 'Stop an import behind the block it is at',
      status: 200,
      reply: Import,
      handle: (ctx, { params }) => service.cancel(ctx, params.id),
    }),
    route({
      id: 'imports.errors',
      method: 'GET',
      path: `${path}/:id/errors`,
      can: 'imports.read',
      summary: 'Lines that were refused, with reasons',
      sends: 'application/x-ndjson',
      handle: (ctx, { params }) => service.errorsFile(ctx, params.id),
    }),
    route({
      id: 'exports.entries',
      method: 'GET',
      path: '/manage/v1/sites/:site/exports/entries',
      can: 'exports.read',
      summary: 'All entries of a type as NDJSON that an import takes',
      sends: 'application/x-ndjson',
      query: ExportQuery,
      handle: (ctx, { query }) => service.exportEntries(ctx, query),
    }),
  ],
  problems: {
    import_empty: { ja: '取り込む行がありません。', en: 'There is no line to import.' },
    import_over: { ja: 'この取り込みはすでに終わっています。', en: 'This import is over.' },
    import_type_gone: { ja: 'コンテンツ定義が削除されました。', en: 'The content type was deleted.' },
    import_key_missing: { ja: 'キーがありません。', en: 'The line has no key.' },
    import_exists: { ja: 'キー「{key}」はすでにあります。', en: 'The key "{key}" exists.' },
    import_unknown: { ja: 'キー「{key}」がありません。', en: 'The key "{key}" does not exist.' },
    import_too_long: {
      ja: '行が長すぎます（上限 {limit} バイト）。',
      en: 'The line is too long (limit {limit} bytes).',
    },
    import_not_utf8: {
      ja: '文字コードがUTF-8ではありません。',
      en: 'The line is not UTF-8 text.',
    },
    import_twice: { ja: 'キー「{key}」の行が二度あります。', en: 'The key "{key}" is there twice.' },
  },
  events: {
    'import.started': { ja: '取り込みを開始', en: 'Import started' },
    'import.finished': { ja: '取り込みが終了', en: 'Import finished' },
    'import.cancelled': { ja: '取り込みを中止', en: 'Import cancelled' },
    'entries.exported': { ja: 'コンテンツを書き出し', en: 'Entries exported' },
  },
  jobs: [runImport],
  tables: { imports: { backup: 'skip', erase: 'keep' }, import_errors: { backup: 'skip', erase: 'keep' } },
})
