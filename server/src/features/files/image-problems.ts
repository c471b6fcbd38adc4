import type { Words } from '#platform/words.ts'

/** What is said about images that are asked for in another size or look. */
export const imageProblems: Record<string, Words> = {
  image_address_unsigned: {
    ja: 'このサイズや加工は、署名したアドレスでだけ使えます。POST /manage/v1/sites/{site}/files/{file}/image-address で作るか、プリセット（preset=…）を使ってください。署名なしで使えるのは w（{widths}）、format、q（{qualities}）、dpr（1、2、3）です。',
    en: 'This size or look needs a signed address. Make one with POST /manage/v1/sites/{site}/files/{file}/image-address, or use a preset (preset=…). Open without a signature: w ({widths}), format, q ({qualities}) and dpr (1, 2, 3).',
  },
  image_fixed: {
    ja: 'このファイル（{type}）は変換できません。変換できるのは JPEG、PNG、WebP、AVIF、GIF の画像で、64 MBまでのものです。',
    en: 'This file ({type}) cannot be converted. JPEG, PNG, WebP, AVIF and GIF images of up to 64 MB can.',
  },
  image_side_needed: {
    ja: 'fit={fit} には w と h の両方が必要です。',
    en: 'fit={fit} needs both w and h.',
  },
  image_crop_alone: { ja: 'crop は fit=cover と一緒に使います。', en: 'crop goes with fit=cover.' },
  image_too_wide: {
    ja: 'dpr を掛けた w と h は {limit} までです。',
    en: 'w and h times dpr are at most {limit}.',
  },
  image_preset_unknown: {
    ja: '「{name}」というプリセットはありません。',
    en: 'There is no preset called "{name}".',
  },
  image_preset_key: {
    ja: 'プリセットの名前は、英小文字で始まる40文字以内の英小文字・数字・「-」です。',
    en: 'The name of a preset begins with a small letter and has up to 40 small letters, digits and "-".',
  },
  image_presets_many: {
    ja: 'プリセットは1つのサイトに{limit}個までです。',
    en: 'At most {limit} presets in one site.',
  },
  images_busy: {
    ja: '画像の変換が混み合っています。しばらくしてから開き直してください。',
    en: 'Too many images are waiting to be converted. Try again shortly.',
  },
  image_lost: {
    ja: 'この画像の変換は途中で終わってしまいました。1分後に試せます。',
    en: 'Converting this image came to an early end. It can be tried again in a minute.',
  },
}
