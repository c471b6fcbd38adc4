import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'
import { sweep } from './sweep.ts'

/** Uploads that go on after a broken line: what comes of them are files. */
export const uploads = feature({
  name: 'uploads',
  routes,
  problems: {
    tus_version: {
      ja: 'Tus-Resumable: {version} を付けて送ってください。',
      en: 'Send the header Tus-Resumable: {version}.',
    },
    upload_header_wrong: {
      ja: 'ヘッダー {header} がないか、形式が正しくありません。',
      en: 'The header {header} is missing or is not well-formed.',
    },
    upload_length_deferred: {
      ja: '長さを後から決めるアップロードはできません。Upload-Length を付けてください。',
      en: 'The length must be known from the beginning. Send Upload-Length.',
    },
    upload_too_large: {
      ja: 'ファイルは{limit}バイトまでです。',
      en: 'A file has at most {limit} bytes.',
    },
    upload_longer: {
      ja: '最初に伝えられた長さ（{length}バイト）より多く送られました。',
      en: 'More bytes came than the {length} that were announced.',
    },
    upload_offset_wrong: {
      ja: '続きは {offset} バイト目からです。',
      en: 'It goes on at byte {offset}.',
    },
    upload_busy: {
      ja: '別のリクエストがこのアップロードを続けています。少し待って試してください。',
      en: 'Another request is going on with this upload. Try again in a moment.',
    },
    upload_incomplete: {
      ja: 'まだすべて届いていません（{length}バイトのうち{offset}バイト）。',
      en: 'Not all of it has come: {offset} of {length} bytes.',
    },
    uploads_not_direct: {
      ja: 'このサーバーはオブジェクトストレージ（S3）を使っていないため、直接のアップロードはできません。',
      en: 'This server keeps its files on a disk, not in an object storage. Send the bytes to the server.',
    },
    upload_part_unknown: {
      ja: '部分は1から{last}までです。',
      en: 'Its parts are numbered from 1 to {last}.',
    },
    upload_arrived: {
      ja: 'もうすべて届いています。完了してください。',
      en: 'All of it has arrived already. Finish it.',
    },
    upload_begun_here: {
      ja: 'このサーバーに {offset} バイト届いています。続きもこのサーバーに送ってください。',
      en: '{offset} bytes of it have come to this server. Go on here.',
    },
    upload_gone: {
      ja: 'オブジェクトストレージが届いた分を片付けたため、続けられません。取り消して、最初から送ってください。',
      en: 'The object storage has cleared away what had arrived. Cancel this upload and begin again.',
    },
    uploads_many: {
      ja: '終わっていないアップロードは{limit}件までです。続けるか、取り消してください。',
      en: 'At most {limit} uploads may be unfinished. Go on with them or cancel them.',
    },
  },
  events: {
    'upload.started': { ja: 'アップロードを開始', en: 'Upload begun' },
    'upload.cancelled': { ja: 'アップロードを取り消し', en: 'Upload cancelled' },
  },
  jobs: [sweep],
  tables: { uploads: { backup: 'skip', erase: 'delete' } },
})
