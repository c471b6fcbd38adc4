import { feature, route } from '#platform/feature.ts'
import { SynonymsBody, SynonymsReply } from './schema.ts'
import { indexSubscriber } from './subscriber.ts'
import * as synonyms from './synonyms.ts'

const path = '/manage/v1/sites/:site/search-synonyms'

export const search = feature({
  name: 'search',
  routes: [
    route({
      id: 'search-synonyms.get',
      method: 'GET',
      path,
      can: 'sites.read',
      summary: 'Words that mean the same to the search',
      reply: SynonymsReply,
      handle: (ctx) => synonyms.get(ctx),
    }),
    route({
      id: 'search-synonyms.update',
      method: 'PUT',
      path,
      can: 'sites.write',
      summary: 'Replace the list of words that mean the same',
      needsVersion: true,
      body: SynonymsBody,
      reply: SynonymsReply,
      handle: (ctx, { body, request }) => synonyms.put(ctx, body, request.ifMatch),
    }),
  ],
  problems: {
    synonym_empty: {
      ja: '検索できる文字がありません。',
      en: 'There is nothing in it that can be searched for.',
    },
    synonym_twice: { ja: '「{word}」はすでにあります。', en: '"{word}" is there already.' },
  },
  events: { 'search.synonyms_changed': { ja: '検索の同義語を変更', en: 'Synonyms of the search changed' } },
  on: {
    after: (ctx, events) =>
      events.some((event) => event.type === 'search.synonyms_changed')
        ? [synonyms.synonymsTag(ctx.site.id)]
        : [],
    later: [indexSubscriber],
  },
  tables: {
    search_rows: { backup: 'skip', erase: 'delete' },
    search_settings: { backup: 'copy', erase: 'keep' },
  },
})
