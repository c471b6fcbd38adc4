// What the writers write: one type with something for every table that goes along with an entry.
const words = (ja: string, en: string) => ({ ja, en })

export const noteType = {
  key: 'note',
  name: words('覚え書き', 'Note'),
  kind: 'plain',
  titleField: 'title',
  keyField: 'slug',
  fields: [
    {
      key: 'title',
      type: 'text',
      name: words('題名', 'Title'),
      required: true,
      localized: true,
      filterable: true,
      searchable: { weight: 'A' },
    },
    {
      key: 'slug',
      type: 'slug',
      name: words('スラッグ', 'Slug'),
      required: true,
      unique: true,
      filterable: true,
    },
    { key: 'rank', type: 'number', name: words('順位', 'Rank'), filterable: true },
    { key: 'day', type: 'date', name: words('日付', 'Day'), filterable: true },
    { key: 'about', type: 'relation', name: words('対象', 'About'), to: ['note'], filterable: true },
    {
      key: 'colours',
      type: 'multi_select',
      name: words('色', 'Colours'),
      filterable: true,
      options: [
        { value: 'red', name: words('赤', 'Red') },
        { value: 'green', name: words('緑', 'Green') },
        { value: 'blue', name: words('青', 'Blue') },
      ],
    },
    {
      key: 'body',
      type: 'markdown',
      name: words('本文', 'Body'),
      localized: true,
      searchable: { weight: 'C' },
    },
  ],
}

/** Values that no other note has. `about`: the key or id of another note. */
export function noteValues(slug: string, title: string, random: () => number, about?: string) {
  const colours = ['red', 'green', 'blue'].filter(() => random() < 0.5)
  return {
    title: { ja: title, en: `Note ${title}` },
    slug,
    rank: Math.floor(random() * 1000),
    day: new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 300))).toISOString().slice(0, 10),
    colours,
    body: {
      ja: `${title}について、倉庫の鍵を事務室の箱に入れておきました。`,
      en: 'The key is in the box.',
    },
    ...(about === undefined ? {} : { about }),
  }
}
