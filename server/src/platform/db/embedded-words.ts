import { StartError } from './start-error.ts'

export const secondServer = (folder: string) =>
  new StartError({
    ja: `データフォルダ ${folder} は、すでに起動しているDozoが使っています。そちらを止めるか、DOZO_DATA で別のフォルダを指定してください。`,
    en: `A running Dozo already uses the data folder ${folder}. Stop that one, or name another folder with DOZO_DATA.`,
  })

export const otherMajor = (folder: string, found: number, wanted: number) =>
  new StartError({
    ja: `${folder} は PostgreSQL ${found} のデータです。この版のDozoは PostgreSQL ${wanted} を内蔵しています。PostgreSQL ${found} を DATABASE_URL で指定するか、内容を書き出して新しいデータフォルダに取り込んでください。`,
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
