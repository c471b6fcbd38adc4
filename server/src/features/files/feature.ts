import { feature } from '#platform/feature.ts'
import { folderRoutes } from './folder-routes.ts'
import { forgetGroup } from './folder-sql.ts'
import { foldersTag } from './folder-rules.ts'
import { fileTag, placesTag } from './live.ts'
import { imageProblems } from './image-problems.ts'
import { presetsTag } from './presets.ts'
import { presetRoutes } from './presets-routes.ts'
import { routes } from './routes.ts'
import { scanHeld, scannerCheck } from './scan.ts'
import { serve } from './serve.ts'
import { kept } from './serve-kept.ts'
import { tagOf } from './service.ts'
import { sweep } from './sweep.ts'

export const files = feature({
  name: 'files',
  permissions: {
    'files.read': { ja: 'ファイルを見る', en: 'See files' },
    'files.write': { ja: 'ファイルを追加・変更する', en: 'Upload and change files' },
    'files.manage': { ja: 'フォルダーの権限と制限を決める', en: 'Set the rights and limits of folders' },
    'files.delete': { ja: 'ファイルを削除する', en: 'Delete files' },
  },
  routes: [...routes, ...folderRoutes, ...presetRoutes],
  problems: {
    ...imageProblems,
    file_exists: {
      ja: '「{path}」はすでにあります。名前か場所を変えるか、そのファイルの内容を置き換えてください。',
      en: 'There already is "{path}". Choose another name or folder, or replace the bytes of that file.',
    },
    file_name_wrong: {
      ja: 'ファイル名は1〜200文字です。スラッシュ、制御文字、見えない文字は使えず、先頭の「.」、末尾の「.」も使えません。',
      en: 'A file name has 1 to 200 characters, no slashes, control or invisible characters, and no dot at its beginning or end.',
    },
    folder_name_wrong: {
      ja: 'フォルダーは「/」で区切って10階層までです。それぞれの名前は1〜200文字で、制御文字や見えない文字、先頭と末尾の「.」は使えません。',
      en: 'A folder has up to ten names between slashes, each of 1 to 200 characters, without control or invisible characters and without a dot at its beginning or end.',
    },
    file_path_long: {
      ja: 'フォルダーと名前を合わせた長さが上限（{limit}バイト）を超えています。短くしてください。',
      en: 'Folder and name together are longer than {limit} bytes. Make them shorter.',
    },
    folder_forbidden: {
      ja: 'フォルダー「{folder}」の中身を変える権限がありません。',
      en: 'You may not change what is in the folder "{folder}".',
    },
    folder_exists: {
      ja: 'フォルダー「{folder}」はすでにあります。',
      en: 'There already is a folder "{folder}".',
    },
    folder_in_use: {
      ja: 'フォルダー「{folder}」は空ではありません（ゴミ箱のファイルも数えます）。',
      en: 'The folder "{folder}" is not empty; files in the trash count, too.',
    },
    folder_top: {
      ja: '一番上のフォルダーは移せず、そこへ移すこともできません。フォルダーの名前を付けてください。',
      en: 'The top folder does not move, and nothing becomes it. Name a folder.',
    },
    folder_into_itself: {
      ja: 'フォルダーを、それ自身の中へは移せません。',
      en: 'A folder cannot be moved into itself.',
    },
    folder_too_large: {
      ja: '一度に移せるのは{limit}ファイルまでです。中のフォルダーから順に移してください。',
      en: 'At most {limit} files move at once. Move the folders within it first.',
    },
    folder_ending: {
      ja: 'このフォルダーに置けるのは、拡張子が {allowed} のファイルだけです。',
      en: 'This folder takes only files whose names end in {allowed}.',
    },
    folder_kind: {
      ja: 'このフォルダーに置けるのは {allowed} だけです。',
      en: 'This folder takes only files of these kinds: {allowed}.',
    },
    folder_size: {
      ja: 'このフォルダーに置けるのは、1ファイル{limit}バイトまでです。',
      en: 'This folder takes files of at most {limit} bytes.',
    },
    archive_many: {
      ja: '一度にまとめてダウンロードできるのは{limit}ファイルまでです。中のフォルダーごとに分けてください。',
      en: 'At most {limit} files go into one ZIP file. Take the folders within it one by one.',
    },
    zip_not: { ja: 'ZIPファイルではありません。', en: 'This is not a ZIP file.' },
    zip_broken: {
      ja: 'ZIPファイルとして読めません。壊れているか、途中で切れています。',
      en: 'The ZIP file cannot be read: it is broken or cut off.',
    },
    zip_many: {
      ja: 'ZIPファイルの中のファイルが多すぎます（{limit}個まで）。',
      en: 'The ZIP file holds too many files (at most {limit}).',
    },
    zip_large: {
      ja: 'ZIPファイルを展開すると大きすぎます（全部で{limit}バイト、またはZIPファイルの200倍まで）。',
      en: 'The ZIP file unpacks to too much (at most {limit} bytes, or 200 times its own size).',
    },
    zip_path: {
      ja: '「{name}」は、フォルダーの外を指しているか、使えない名前です。',
      en: '"{name}" leads out of the folder, or is no name for a file.',
    },
    zip_link: {
      ja: '「{name}」はリンクなどで、ファイルではありません。',
      en: '"{name}" is a link or the like, not a file.',
    },
    zip_encrypted: { ja: '「{name}」は暗号化されています。', en: '"{name}" is encrypted.' },
    zip_method: {
      ja: '「{name}」の圧縮方式には対応していません。',
      en: '"{name}" is packed in a way that is not known here.',
    },
    zip_twice: { ja: '「{name}」が二度入っています。', en: '"{name}" is in it twice.' },
    file_infected: {
      ja: 'ウイルスが見つかったため、受け取りませんでした（{found}）。',
      en: 'A virus was found in it ({found}); it was not taken.',
    },
    file_unscanned: {
      ja: 'ウイルス検査が受け付ける大きさを超えているため、受け取れません。管理者に上限を上げてもらってください。',
      en: 'It is larger than the virus scanner takes, and was not taken. The operator can raise that limit.',
    },
    file_held: {
      ja: 'ウイルス検査を待っています。終わるまで、誰も受け取れません。',
      en: 'It waits for the virus scanner. Until then nobody gets it.',
    },
    file_empty: { ja: 'ファイルが空です。', en: 'The file is empty.' },
    image_broken: {
      ja: '画像として読めません。壊れているか、途中で切れています。',
      en: 'The image cannot be read: it is broken or cut off.',
    },
    image_too_large: {
      ja: '画像の画素数が大きすぎます（すべてのコマの合計で{limit}画素まで）。小さくしてからアップロードしてください。',
      en: 'The image has too many pixels (at most {limit} in all its frames together). Make it smaller first.',
    },
    link_time: {
      ja: '期限は、現在より後、1年以内にしてください。',
      en: 'The end must lie ahead, and not further than a year.',
    },
    file_links_many: {
      ja: '有効なリンクは1つのファイルに{limit}個までです。使わないものを取り消してください。',
      en: 'At most {limit} links to one file. Withdraw those that are not used.',
    },
  },
  events: {
    'file.created': { ja: 'ファイルを追加', en: 'File uploaded' },
    'file.updated': { ja: 'ファイルを変更', en: 'File changed' },
    'file.replaced': { ja: 'ファイルの内容を置き換え', en: 'Bytes of a file replaced' },
    'file.trashed': { ja: 'ファイルをゴミ箱へ', en: 'File put into the trash' },
    'file.restored': { ja: 'ファイルをゴミ箱から戻す', en: 'File taken out of the trash' },
    'file.deleted': { ja: 'ファイルを完全に削除', en: 'File deleted for ever' },
    'file.released': { ja: 'ファイルのウイルス検査が完了', en: 'File found free of viruses' },
    'file.infected': { ja: 'ファイルからウイルスを検出', en: 'Virus found in a file' },
    'folder.created': { ja: 'フォルダーを作成', en: 'Folder made' },
    'folder.updated': { ja: 'フォルダーの権限・制限を変更', en: 'Rights or limits of a folder changed' },
    'folder.moved': { ja: 'フォルダーを移動', en: 'Folder moved' },
    'folder.deleted': { ja: 'フォルダーを削除', en: 'Folder deleted' },
    'file.link_created': { ja: 'ファイルへのリンクを作成', en: 'Link to a file made' },
    'file.link_revoked': { ja: 'ファイルへのリンクを取り消し', en: 'Link to a file withdrawn' },
    'image_preset.created': { ja: '画像プリセットを作成', en: 'Image preset made' },
    'image_preset.updated': { ja: '画像プリセットを変更', en: 'Image preset changed' },
    'image_preset.deleted': { ja: '画像プリセットを削除', en: 'Image preset deleted' },
  },
  on: {
    async inside(tx, events) {
      for (const { subject } of events.filter(({ type }) => type === 'group.deleted'))
        await forgetGroup(tx, subject.id)
    },
    after: (ctx, events) =>
      events.flatMap(({ type, subject }) => {
        if (type.startsWith('image_preset.')) return [presetsTag(ctx.site.id)]
        if (type === 'folder.moved')
          return [foldersTag(ctx.site.id), tagOf(ctx.site.id), placesTag(ctx.site.id)]
        if (type.startsWith('folder.') || type === 'group.deleted') return [foldersTag(ctx.site.id)]
        return /^file\.(?!link_)/.test(type) ? [tagOf(ctx.site.id), fileTag(subject.id)] : []
      }),
  },
  jobs: [scanHeld, sweep],
  tables: {
    files: { backup: 'copy', erase: 'keep' },
    file_versions: { backup: 'copy', erase: 'keep' },
    file_folders: { backup: 'copy', erase: 'keep' },
    file_paths: { backup: 'copy', erase: 'keep' },
    image_presets: { backup: 'copy', erase: 'keep' },
    file_links: { backup: 'copy', erase: 'keep' },
  },
  doctor: [scannerCheck],
  siteDoor: { prefix: '/files', kept, handle: serve },
})
