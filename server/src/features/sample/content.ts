import type { ContentTypeDefinition } from '@dozo/content-model/definition'

/** What a fresh installation shows: news in Japanese and English, sorted into a small tree of categories. */
export const categoryType: ContentTypeDefinition = {
  key: 'news_category',
  name: { ja: 'お知らせの分類', en: 'News category' },
  kind: 'tree',
  titleField: 'name',
  keyField: 'slug',
  fields: [
    {
      key: 'name',
      type: 'text',
      name: { ja: '名前', en: 'Name' },
      required: true,
      localized: true,
      filterable: true,
      searchable: { weight: 'A' },
    },
    {
      key: 'slug',
      type: 'slug',
      name: { ja: 'スラッグ', en: 'Slug' },
      required: true,
      unique: true,
      filterable: true,
    },
  ],
}

export const newsType: ContentTypeDefinition = {
  key: 'news',
  name: { ja: 'お知らせ', en: 'News' },
  kind: 'plain',
  titleField: 'title',
  keyField: 'slug',
  fields: [
    {
      key: 'title',
      type: 'text',
      name: { ja: '題名', en: 'Title' },
      required: true,
      localized: true,
      filterable: true,
      searchable: { weight: 'A' },
    },
    {
      key: 'slug',
      type: 'slug',
      name: { ja: 'スラッグ', en: 'Slug' },
      required: true,
      unique: true,
      filterable: true,
    },
    { key: 'date', type: 'date', name: { ja: '日付', en: 'Date' }, required: true, filterable: true },
    {
      key: 'category',
      type: 'relation',
      name: { ja: '分類', en: 'Category' },
      to: ['news_category'],
      filterable: true,
    },
    {
      key: 'summary',
      type: 'textarea',
      name: { ja: '要約', en: 'Summary' },
      localized: true,
      searchable: { weight: 'B' },
    },
    {
      key: 'body',
      type: 'rich_text',
      name: { ja: '本文', en: 'Body' },
      localized: true,
      searchable: { weight: 'C' },
    },
    {
      key: 'important',
      type: 'boolean',
      name: { ja: '重要', en: 'Important' },
      default: false,
      filterable: true,
    },
  ],
}

type Both = { ja: string; en: string }
export const categories: { slug: string; parent?: string; name: Both }[] = [
  { slug: 'company', name: { ja: '会社', en: 'Company' } },
  { slug: 'events', parent: 'company', name: { ja: '催し', en: 'Events' } },
  { slug: 'products', name: { ja: '製品', en: 'Products' } },
  { slug: 'maintenance', parent: 'products', name: { ja: 'メンテナンス', en: 'Maintenance' } },
]

export const articles: {
  slug: string
  date: string
  category: string
  important?: boolean
  title: Both
  summary: Both
  body: Both
}[] = [
  {
    slug: 'welcome',
    date: '2026-11-02',
    category: 'company',
    important: true,
    title: { ja: 'ウェブサイトを新しくしました', en: 'Our website is new' },
    summary: { ja: '読みやすさと速さを見直しました。', en: 'Easier to read, and faster.' },
    body: {
      ja: '本日、ウェブサイトを新しくしました。お知らせは日本語と英語で読めます。',
      en: 'Our new website opens today. News can be read in Japanese and English.',
    },
  },
  {
    slug: 'autumn-open-day',
    date: '2026-11-10',
    category: 'events',
    title: { ja: '秋の工場見学会', en: 'Autumn open day at the works' },
    summary: { ja: '土蔵造りの倉庫も公開します。', en: 'The old storehouse is open, too.' },
    body: {
      ja: '11月28日に工場見学会を開きます。参加は無料です。土蔵造りの倉庫も公開します。',
      en: 'Visit our works on 28 November. Entrance is free, and the old storehouse is open, too.',
    },
  },
  {
    slug: 'maintenance-december',
    date: '2026-11-20',
    category: 'maintenance',
    title: { ja: '12月の定期メンテナンス', en: 'Maintenance in December' },
    summary: { ja: '12月6日の深夜にサービスを止めます。', en: 'Service stops in the night of 6 December.' },
    body: {
      ja: '12月6日 2時から4時まで、定期メンテナンスのためサービスを止めます。',
      en: 'Service stops on 6 December from 2 to 4 in the morning for maintenance.',
    },
  },
]

export const paragraph = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
