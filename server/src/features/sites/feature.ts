import { feature } from '#platform/feature.ts'
import { routes } from './routes.ts'

export const sites = feature({
  name: 'sites',
  permissions: {
    'instance.operate': {
      ja: 'すべてのサイトを運用する（最初のサイトのメンバーだけ）',
      en: 'Operate every site (members of the home site only)',
    },
    'sites.read': { ja: 'サイトの設定を見る', en: 'See the site’s settings' },
    'sites.write': { ja: 'サイトの設定を変える', en: 'Change the site’s settings' },
  },
  routes,
  problems: {
    site_exists: {
      ja: 'キー「{key}」のサイトはすでにあります。',
      en: 'There already is a site with the key "{key}".',
    },
    locale_in_use: { ja: '言語は外せません: {locale}', en: 'A language cannot be taken away: {locale}' },
    default_locale_missing: {
      ja: '既定の言語は、サイトの言語のどれかにしてください。',
      en: 'The default language must be one of the site’s languages.',
    },
    unknown_time_zone: {
      ja: 'タイムゾーン名が正しくありません（例: Asia/Tokyo）。',
      en: 'Not a time zone name (such as Asia/Tokyo).',
    },
    preview_token_missing: {
      ja: 'アドレスのどこかに {place} を入れてください。フロントはこれで下書きを読みます。',
      en: 'Put {place} somewhere in the address: with it the front reads what is still being written.',
    },
    preview_place_unknown: {
      ja: 'アドレスに入れられるのは次のものだけです: {places}',
      en: 'Only these can stand in the address: {places}',
    },
    preview_url_bad: {
      ja: 'http:// または https:// で始まる、ウェブページのアドレスにしてください。',
      en: 'This is no address of a web page. It begins with https:// or http://.',
    },
    host_taken: {
      ja: '別のサイトが使っているホスト名です: {host}',
      en: 'Another site uses this host name: {host}',
    },
  },
  events: {
    'site.created': { ja: 'サイトを作成', en: 'Site made' },
    'site.updated': { ja: 'サイトの設定を変更', en: 'Site settings changed' },
  },
  on: {
    after: (_ctx, events) => (events.some((e) => e.type.startsWith('site.')) ? ['sites'] : []),
  },
  tables: {
    sites: { backup: 'copy', erase: 'keep' },
    site_hosts: { backup: 'copy', erase: 'keep' },
    site_counters: { backup: 'copy', erase: 'keep' },
  },
})
