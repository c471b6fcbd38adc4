#!/usr/bin/env node
import { ProblemError } from '@dozo/client'
import { login, logout, whoami } from './commands/account.ts'
import * as apiHistory from './commands/api-history.ts'
import * as apis from './commands/apis.ts'
import { client } from './commands/client.ts'
import * as bulk from './commands/bulk.ts'
import { call } from './commands/call.ts'
import * as entries from './commands/entries.ts'
import * as archives from './commands/archives.ts'
import * as folders from './commands/folders.ts'
import * as files from './commands/files.ts'
import { explain, offline, removeSample, verifyAudit } from './commands/operate.ts'
import * as why from './commands/explain.ts'
import * as model from './commands/model.ts'
import * as contentTypes from './commands/content-types.ts'
import * as presets from './commands/presets.ts'
import { table } from './print.ts'
import { Refusal, say } from './words.ts'

type Command = { run: (args: string[]) => Promise<void>; ja: string; en: string }

const commands: Record<string, Command> = {
  login: { run: login, ja: 'ログインする', en: 'Log in' },
  logout: { run: logout, ja: 'ログアウトする', en: 'Log out' },
  whoami: { run: whoami, ja: '誰としてログインしているか', en: 'Who is logged in' },
  'types list': { run: contentTypes.list, ja: '定義の一覧', en: 'List content types' },
  'types pull': { run: contentTypes.pull, ja: '定義をJSONに書き出す', en: 'Write content types to a file' },
  'types push': {
    run: contentTypes.push,
    ja: 'JSONの定義を反映する',
    en: 'Make or change content types from a file',
  },
  'model pull': {
    run: model.pull,
    ja: '定義・グループ・APIをYAMLに書き出す',
    en: 'Write types, groups and APIs to YAML files',
  },
  'model plan': {
    run: model.plan,
    ja: 'YAMLを反映すると何が起こるか',
    en: 'What pushing the YAML files would do',
  },
  'model push': { run: model.push, ja: 'YAMLを反映する', en: 'Make the site what the YAML files say' },
  'entries list': { run: entries.list, ja: 'コンテンツの一覧', en: 'List entries' },
  'entries import': {
    run: entries.importFile,
    ja: 'CSV・Excel・NDJSONを取り込む',
    en: 'Import CSV, Excel or NDJSON',
  },
  'entries imports': { run: entries.imports, ja: '取り込みの一覧', en: 'List imports' },
  'entries refused': {
    run: entries.refused,
    ja: '受け付けなかった行を保存する',
    en: 'Save the refused lines of an import',
  },
  'entries resume': { run: entries.resume, ja: '取り込みを続きから再開する', en: 'Go on with an import' },
  'entries undo': { run: entries.undo, ja: '取り込みを取り消す', en: 'Undo an import' },
  'entries export': {
    run: entries.exportFile,
    ja: 'CSV・Excel・NDJSONに書き出す',
    en: 'Export as CSV, Excel or NDJSON',
  },
  'entries publish': {
    run: bulk.publish,
    ja: '下書きと変更をすべて公開する',
    en: 'Publish every draft and change',
  },
  'entries schedules': {
    run: bulk.schedules,
    ja: '公開・非公開の予約の一覧',
    en: 'What goes live and away next',
  },
  'files upload': { run: files.upload, ja: 'ファイルをアップロードする', en: 'Upload files' },
  'files list': { run: files.list, ja: 'ファイルの一覧', en: 'List files' },
  'files download': { run: files.download, ja: 'ファイルを保存する', en: 'Save a file here' },
  'files move': { run: files.move, ja: 'ファイルの場所や名前を変える', en: 'Move or rename a file' },
  'files link': {
    run: files.link,
    ja: '非公開のファイルを開くリンクを作る',
    en: 'Make a link that opens a private file',
  },
  'files restore': { run: files.restore, ja: 'ファイルをゴミ箱から戻す', en: 'Take a file out of the trash' },
  'files delete': { run: files.remove, ja: 'ファイルをゴミ箱へ移す', en: 'Put files into the trash' },
  'files copy': { run: archives.copy, ja: 'ファイルを複製する', en: 'Copy a file with its words' },
  'files zip': {
    run: archives.zip,
    ja: 'フォルダーをZIPファイルで保存する',
    en: 'Save a folder as a ZIP file',
  },
  'files unpack': { run: archives.unpack, ja: 'ZIPファイルを展開する', en: 'Unpack a ZIP file' },
  'files used': { run: archives.used, ja: 'ファイルを使っているコンテンツ', en: 'What uses a file' },
  'files usage': { run: archives.usage, ja: 'ファイルの容量', en: 'How much the files take' },
  'folders list': { run: folders.list, ja: 'フォルダーの一覧', en: 'List folders' },
  'folders create': { run: folders.create, ja: 'フォルダーを作る', en: 'Make a folder' },
  'folders set': {
    run: folders.set,
    ja: 'フォルダーの権限と制限を決める',
    en: 'Set the rights and limits of a folder',
  },
  'folders move': {
    run: folders.move,
    ja: 'フォルダーを中身ごと移す',
    en: 'Move a folder with what is in it',
  },
  'folders delete': { run: folders.remove, ja: '空のフォルダーを削除する', en: 'Delete an empty folder' },
  'presets list': { run: presets.list, ja: '画像プリセットの一覧', en: 'List image presets' },
  'presets set': {
    run: presets.set,
    ja: '画像プリセットを作る・変える',
    en: 'Make or change an image preset',
  },
  'presets remove': { run: presets.remove, ja: '画像プリセットを削除する', en: 'Delete an image preset' },
  'apis list': { run: apis.list, ja: 'APIの一覧', en: 'List APIs' },
  'apis create': { run: apis.create, ja: 'APIを作る', en: 'Make an API' },
  'apis copy': { run: apiHistory.copy, ja: 'APIを複製する', en: 'Copy an API with its endpoints' },
  'apis history': { run: apiHistory.history, ja: 'APIの変更履歴', en: 'What changed in an API' },
  'apis restore': { run: apiHistory.restore, ja: 'APIを以前の版に戻す', en: 'Restore an earlier version' },
  'apis calls': { run: apiHistory.calls, ja: 'APIの最近の呼び出し', en: 'The last calls of an API' },
  'apis usage': { run: apiHistory.usage, ja: 'APIの利用状況', en: 'How often endpoints are called' },
  'endpoints list': { run: apis.endpoints, ja: 'エンドポイントの一覧', en: 'List endpoints' },
  'endpoints add': { run: apis.addEndpoint, ja: 'エンドポイントを追加する', en: 'Add an endpoint' },
  'endpoints suggest': {
    run: apis.suggest,
    ja: '定義の読み取りエンドポイントを作る',
    en: 'Make the read endpoints of a type',
  },
  client: {
    run: client,
    ja: 'APIの型付きクライアントを書き出す',
    en: 'Print a typed client of an API',
  },
  'explain permission': {
    run: why.permission,
    ja: 'メンバーに許されていることと、その理由',
    en: 'Whether a member may do something, and why',
  },
  'explain query': {
    run: why.query,
    ja: 'APIのアドレスの文とコストと索引',
    en: 'Statements, cost and indexes behind an address',
  },
  'explain refused': {
    run: why.refused,
    ja: 'リクエストが拒否された理由',
    en: 'Why a request was refused',
  },
  'cache explain': {
    run: explain,
    ja: 'キャッシュされているか、なぜか',
    en: 'Why an address is cached or not',
  },
  call: { run: call, ja: '管理APIを呼び出す', en: 'Make any call of the management API' },
  'audit verify': { run: verifyAudit, ja: '監査ログを検証する', en: 'Verify the audit log' },
  'sample remove': { run: removeSample, ja: 'サンプルを削除する', en: 'Remove the sample content' },
  'create-owner': {
    run: offline('create-owner'),
    ja: 'オーナーを作る（このマシンで）',
    en: 'Make an owner (on this machine)',
  },
  'setup-link': {
    run: offline('setup-link'),
    ja: '初期設定のリンクを作り直す（このマシンで）',
    en: 'A new set-up link (on this machine)',
  },
  doctor: {
    run: offline('doctor'),
    ja: '本番に向けた点検（このマシンで）',
    en: 'Check what is not production-ready (on this machine)',
  },
  'copy-storage': {
    run: offline('copy-storage'),
    ja: '全ファイルを別の保管場所へコピーする（このマシンで）',
    en: 'Copy all files to another storage (on this machine)',
  },
  migrate: {
    run: offline('migrate'),
    ja: 'データベースを更新する（このマシンで）',
    en: 'Bring the database up to date (on this machine)',
  },
}

/** Of all commands, or of those that begin with a word. */
function help(first = ''): string {
  const asked = Object.entries(commands).filter(([name]) => name === first || name.startsWith(`${first} `))
  const rows = (asked.length > 0 ? asked : Object.entries(commands)).map(([name, { ja, en }]) => [
    `  dozo ${name}`,
    say(ja, en),
  ])
  return `${say('使い方', 'Usage')}:\n\n${table(rows)}\n`
}

async function main(args: string[]): Promise<void> {
  const [first = '', second = '', ...rest] = args
  const two = commands[`${first} ${second}`]
  const one = commands[first]
  const wantsHelp = args.includes('--help') || args.includes('-h')
  if (two) return wantsHelp ? console.log(help(`${first} ${second}`)) : two.run(rest)
  if (one) return wantsHelp ? console.log(help(first)) : one.run(args.slice(1))
  const asked = first === '' || first === 'help' || wantsHelp
  if (!asked)
    console.error(
      say(
        `「${args.join(' ')}」というコマンドはありません。\n`,
        `There is no command "${args.join(' ')}".\n`,
      ),
    )
  ;(asked ? console.log : console.error)(help(first))
  process.exitCode = asked ? 0 : 2
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = 1
  if (error instanceof ProblemError) {
    console.error(error.detail)
    for (const one of error.errors) console.error(`  ${one.path} ${one.message}`)
    if (error.status >= 500)
      console.error(say(`記録番号: ${error.requestId}`, `Request id: ${error.requestId}`))
  } else if (error instanceof Refusal) console.error(error.message)
  else if (error instanceof TypeError && error.message === 'fetch failed') {
    console.error(
      say(
        'サーバーに接続できません。npm start で起動していますか。',
        'The server cannot be reached. Is it running (npm start)?',
      ),
    )
  } else if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
    const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? ''
    console.error(
      say(`${option} の指定が正しくありません。`, (error as Error).message.replace(/\. To specify .*/s, '.')),
    )
  } else throw error
}
