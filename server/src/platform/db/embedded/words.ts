import { StartError } from '../start-error.ts'

export const secondServer = (folder: string) =>
  new StartError({
    ja: `データフォルダー ${folder} は、すでに起動しているDozoが使っています。そちらを止めるか、DOZO_DATA で別のフォルダーを指定してください。`,
    en: `A running Dozo already uses the data folder ${folder}. Stop that one, or name another folder with DOZO_DATA.`,
  })

export const otherMajor = (folder: string, found: number, wanted: number) =>
  new StartError({
    ja: `${folder} は PostgreSQL ${found} のデータです。この版のDozoは PostgreSQL ${wanted} を内蔵しています。PostgreSQL ${found} を DATABASE_URL で指定するか、内容を書き出して新しいデータフォルダーに取り込んでください。`,
    en: `${folder} holds data of PostgreSQL ${found}; this Dozo brings PostgreSQL ${wanted}. Run PostgreSQL ${found} yourself and name it in DATABASE_URL, or export the content and import it into a new data folder.`,
  })

export const diskFull = (folder: string) =>
  new StartError({
    ja: `ディスクの空きがないため、データベースを起動できません（${folder}）。`,
    en: `The disk is full, so the database cannot start (${folder}).`,
  })

export const notStarting = (said: string) =>
  new StartError({
    ja: `内蔵のPostgreSQLを起動できません。PostgreSQLのメッセージ:\n${said}`,
    en: `The embedded PostgreSQL does not start. It says:\n${said}`,
  })

export const noBinaries = (name: string) =>
  new StartError({
    ja: `内蔵のPostgreSQL（${name}）がこの環境にありません。npm ci をやり直すか、DATABASE_URL で PostgreSQL 15 以上を指定してください。`,
    en: `The embedded PostgreSQL (${name}) is not installed here. Run npm ci again, or name a PostgreSQL 15 or newer in DATABASE_URL.`,
  })

export const unreachable = (folder: string) =>
  new StartError({
    ja: `データベースの実行ユーザーが ${folder} を使えません。所有者と権限を確認するか、前回と同じユーザーで起動してください。`,
    en: `The user that the database runs as cannot use ${folder}. Check its owner and mode, or start as the same user as before.`,
  })

export const cannotMake = (path: string, reason: string) =>
  new StartError({
    ja: `${path} を作成できません（${reason}）。書き込めるフォルダーを DOZO_DATA で指定してください。`,
    en: `${path} cannot be made (${reason}). Name a folder that can be written to with DOZO_DATA.`,
  })

export const passwordGone = (file: string) =>
  new StartError({
    ja: `データベースのパスワードのファイル ${file} がありません。バックアップから戻してください。`,
    en: `The file with the database's password, ${file}, is missing. Put it back from a backup.`,
  })

export const passwordWrong = (folder: string) =>
  new StartError({
    ja: `${folder} のデータベースは、データフォルダーの postgres.password では開けません。同じときのバックアップから両方を戻してください。`,
    en: `The database in ${folder} does not open with the postgres.password of its data folder. Put both back from the same backup.`,
  })
