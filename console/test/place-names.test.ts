import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { checkDefinition } from '@dozo/content-model/check-definition'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { definitionPlaces } from '../src/features/content-types/place-names.ts'
import { resources } from '../src/locales/resources.ts'
import { placesNamed } from '../src/ui/place-names.ts'

const words = (ja: string, en: string) => ({ ja, en })
const definition: ContentTypeDefinition = {
  key: 'event',
  name: words('イベント', 'Event'),
  kind: 'plain',
  fields: [
    { key: 'title', type: 'text', name: words('題名', 'Title') },
    {
      key: 'place',
      type: 'select',
      name: words('開催方法', 'How it is held'),
      showIf: { nothing: 1 },
      options: [{ value: 'a', name: words('', 'A') }],
    },
    {
      key: 'body',
      type: 'blocks',
      name: words('', ''),
      kinds: [
        {
          key: 'hero',
          name: words('見出し', 'Hero'),
          fields: [{ key: 'text', type: 'text', name: words('文', 'Text'), min: 1 }],
        },
      ],
    },
  ],
  rules: [
    { must: {}, message: words('m', 'm') },
    { must: {}, message: words('m', 'm'), path: 'nope' },
  ],
}

async function names(language: 'ja' | 'en') {
  const i18n = i18next.createInstance()
  await i18n.init({
    resources,
    lng: language,
    defaultNS: 'contentTypes',
    keySeparator: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  })
  const t = i18n.getFixedT(language, ['contentTypes', 'shell'] as const)
  return definitionPlaces(definition, t, (both) => both[language])
}

test('a pointer into a definition is said in the words of its editor', async () => {
  const en = await names('en')
  expect(en('/fields/1/showIf')).toBe('How it is held › Shown when')
  expect(en('/fields/1/options/0/name/ja')).toBe('How it is held › Choice 1 › Name (Japanese)')
  expect(en('/fields/1/options/0/value')).toBe('How it is held › Choice 1 › Value')
  expect(en('/fields/1/of/field')).toBe('How it is held › Its relation')
  expect(en('/fields/2/kinds/0/fields/0/min')).toBe('body › Hero › Text › At least')
  expect(en('/fields/2/kinds/0/key')).toBe('body › Hero › Key of the kind')
  expect(en('/fields/0')).toBe('Title')
  expect(en('/rules/1/must')).toBe('Rule 2 › What must hold')
  expect(en('/rules/0/message/en')).toBe('Rule 1 › What is said otherwise (English)')
  expect(en('/key')).toBe('Key')
  expect(en('/name/en')).toBe('Name (English)')
  expect(en('/name')).toBe('Name')
  const ja = await names('ja')
  expect(ja('/fields/1/requireIf')).toBe('開催方法 › 必須にする条件')
  expect(ja('/rules/0/must')).toBe('決まり 1 › 満たすべき条件')
})

test('what is not known keeps its own words, and what is not known at all has no name', async () => {
  const en = await names('en')
  expect(en('/fields/0/strange/1')).toBe('Title › strange › 1')
  expect(en('/fields/0/toString')).toBe('Title › toString')
  expect(en('/rules/0/strange')).toBe('Rule 1 › strange')
  expect(['/fields/9/key', '/strange', '/constructor', ''].map(en)).toEqual(Array(4).fill(undefined))
})

test('every place that the content model complains about has a name', async () => {
  const en = await names('en')
  const found = checkDefinition(definition).map(({ path }) => path)
  expect(found).not.toEqual([])
  expect(found.filter((path) => !en(path))).toEqual([])
})

test('places of a form are named by the longest beginning that fits', () => {
  const nameOf = placesNamed({ '/locales': 'Languages', '/locales/0': 'First language' })
  expect(['/locales', '/locales/1', '/locales/0/x', '/localesX', '/other', ''].map(nameOf)).toEqual([
    'Languages',
    'Languages',
    'First language',
    undefined,
    undefined,
    undefined,
  ])
})
