import Type from 'typebox'
import { feature, route } from '#platform/feature.ts'
import { exportEntries } from './export.ts'
import { clearFiles } from './clear-files.ts'
import { runImport } from './run.ts'
import { preview } from './preview.ts'
import { errorsFile, refusedFile } from './refused.ts'
import { ExportQuery, Import, ImportPreview, ImportQuery, PreviewQuery } from './schema.ts'
import * as service from './service.ts'
import { keptFile, runUndo } from './undo.ts'

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
      summary: 'Import entries from NDJSON, CSV or XLSX',
      accepts: 'application/x-ndjson',
      query: ImportQuery,
      status: 202,
      reply: Import,
      handle: (ctx, { query, request }) => service.create(ctx, query, request),
    }),
    route({
      id: 'imports.preview',
      method: 'POST',
      path: `${path}/preview`,
      can: 'imports.write',
      summary:
        'What the beginning of a file (1 MiB; of XLSX the whole file) would be taken for; writes nothing',
      accepts: 'application/x-ndjson',
      query: PreviewQuery,
      status: 200,
      reply: ImportPreview,
      handle: (ctx, { query, request }) => preview(ctx, query, request),
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
      id: 'imports.resume',
      method: 'POST',
      path: `${path}/:id/resume`,
      can: 'imports.write',
      summary: 'Go on with an import that failed or was cancelled, behind its last whole block',
      status: 200,
      reply: Import,
      handle: (ctx, { params }) => service.resume(ctx, params.id),
    }),
    route({
      id: 'imports.undo',
      method: 'POST',
      path: `${path}/:id/undo`,
      can: 'imports.write',
      summary: 'Take back all that an import did, as a job; what has changed since stays',
      status: 202,
      reply: Import,
      handle: (ctx, { params }) => service.undo(ctx, params.id),
    }),
    route({
      id: 'imports.kept',
      method: 'GET',
      path: `${path}/:id/kept`,
      can: 'imports.read',
      summary: 'Entries that an undo left as they are, with reasons',
      sends: 'application/x-ndjson',
      handle: (ctx, { params }) => keptFile(ctx, params.id),
    }),
    route({
      id: 'imports.errors',
      method: 'GET',
      path: `${path}/:id/errors`,
      can: 'imports.read',
      summary: 'Lines that were refused, with reasons',
      sends: 'application/x-ndjson',
      handle: (ctx, { params }) => errorsFile(ctx, params.id),
    }),
    route({
      id: 'imports.refused',
      method: 'GET',
      path: `${path}/:id/refused`,
      can: 'imports.write',
      summary: 'Refused lines as they were sent, each with its reason, to be mended and imported',
      sends: 'application/x-ndjson',
      handle: (ctx, { params }) => refusedFile(ctx, params.id),
    }),
    route({
      id: 'exports.entries',
      method: 'GET',
      path: '/manage/v1/sites/:site/exports/entries',
      can: 'exports.read',
      summary: 'Entries of a type as NDJSON, CSV or XLSX that an import takes',
      sends: 'application/x-ndjson',
      query: ExportQuery,
      handle: (ctx, { query }) => exportEntries(ctx, query),
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
    import_not_decodable: {
      ja: '読めない文字があります。文字コード（UTF-8、Shift_JIS）を選び直してください。',
      en: 'There are characters that cannot be read. Choose the other encoding (UTF-8, Shift_JIS).',
    },
    import_csv_broken: {
      ja: 'CSVとして読めません（{line}行目の引用符などを確認してください）。',
      en: 'This cannot be read as CSV (look at the quotes in line {line}).',
    },
    import_sheet_broken: {
      ja: 'Excelファイル（.xlsx）として読めません。',
      en: 'This cannot be read as an Excel file (.xlsx).',
    },
    import_sheet_too_large: {
      ja: 'Excelファイルが大きすぎます（上限 {limit} バイト、展開後200MB）。CSVで保存してください。',
      en: 'The Excel file is too large (limit {limit} bytes, unpacked 200 MB). Save it as CSV.',
    },
    import_row_too_long: {
      ja: '見出しの列（{count}列）より多くの値があります。',
      en: 'The row has more values than the head has columns ({count}).',
    },
    import_column_unknown: {
      ja: '列「{name}」に当たる項目がありません（使える列: {nearest}）。列の名前を直すか、列を除いてください。',
      en: 'No field is called "{name}" (there is: {nearest}). Mend the name, or leave the column out.',
    },
    import_column_twice: { ja: '列「{name}」が二つあります。', en: 'The column "{name}" is there twice.' },
    import_column_missing: { ja: '列「{name}」がありません。', en: 'There is no column "{name}".' },
    import_not_resumable: {
      ja: 'この取り込みは再開できません。',
      en: 'This import cannot be gone on with.',
    },
    import_not_undoable: {
      ja: 'この取り込みに、取り消せるものはありません。',
      en: 'There is nothing of this import to be undone.',
    },
    export_cell_too_long: {
      ja: '「{entry}」の列「{column}」が長すぎて、Excelのセルに入りません（上限 {limit} 文字）。CSVかNDJSONにしてください。',
      en: 'The column "{column}" of "{entry}" is too long for a cell in Excel (limit {limit} characters). Use CSV or NDJSON.',
    },
    version_gone: { ja: '元の版がもうありません。', en: 'The version before is gone.' },
    export_too_long: {
      ja: 'Excel形式で書き出せるのは{limit}件までです。CSVにするか、絞り込んでください。',
      en: 'At most {limit} entries fit into an Excel file. Use CSV, or a filter.',
    },
    import_preview_too_long: {
      ja: '先頭の {limit} バイトだけを送ってください（Excelは全体）。',
      en: 'Send only the first {limit} bytes (of an Excel file, all of it).',
    },
    import_preview_cut: {
      ja: '最初の行が先頭の {limit} バイトで終わらないため、列を表示できません。',
      en: 'The first line does not end within the first {limit} bytes: its columns cannot be shown.',
    },
    import_too_many_columns: {
      ja: '列が{count}あります（上限 {limit}）。表のファイルか確認してください。',
      en: 'There are {count} columns (limit {limit}). Look whether the file is a table.',
    },
    import_no_text: {
      ja: '表のファイルとして読めません。CSV、Excel（.xlsx）、NDJSONを選んでください。',
      en: 'This is no table. Choose a CSV, an Excel file (.xlsx) or NDJSON.',
    },
    import_other_separator: {
      ja: '列がコンマで区切られていないようです。「CSV（コンマ区切り）」で保存し直してください。',
      en: 'The columns seem to be separated by something other than commas. Save the file as CSV with commas.',
    },
    import_utf16: {
      ja: '文字コードがUTF-16です。「CSV UTF-8」で保存し直してください。',
      en: 'The encoding is UTF-16. Save the file as “CSV UTF-8”.',
    },
    import_no_objects: {
      ja: 'どの行もJSONのオブジェクト（{…}）として読めません。',
      en: 'No line can be read as a JSON object ({…}).',
    },
    import_refused_gone: {
      ja: '渡せる行がありません（受け付けなかった行がないか、30日の保管が過ぎています）。',
      en: 'There are no lines to give: none was refused, or the thirty days in which they are kept have passed.',
    },
    import_twice: { ja: 'キー「{key}」の行が二度あります。', en: 'The key "{key}" is there twice.' },
  },
  events: {
    'import.started': { ja: '取り込みを開始', en: 'Import started' },
    'import.finished': { ja: '取り込みが終了', en: 'Import finished' },
    'import.cancelled': { ja: '取り込みを中止', en: 'Import cancelled' },
    'import.resumed': { ja: '取り込みを再開', en: 'Import resumed' },
    'import.undo_started': { ja: '取り込みの取り消しを開始', en: 'Undo of an import started' },
    'import.undone': { ja: '取り込みの取り消しが終了', en: 'Undo of an import finished' },
    'entries.exported': { ja: 'コンテンツを書き出し', en: 'Entries exported' },
  },
  jobs: [runImport, runUndo, clearFiles],
  tables: {
    imports: { backup: 'skip', erase: 'keep' },
    import_errors: { backup: 'skip', erase: 'keep' },
    import_entries: { backup: 'skip', erase: 'keep' },
    import_undo_kept: { backup: 'skip', erase: 'keep' },
  },
})
