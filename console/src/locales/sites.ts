import { pairs } from './pairs.ts'

export const sites = pairs({
  all: ['すべてのサイト', 'All sites'],
  create: ['新しいサイト', 'New site'],
  createAct: ['サイトを作成', 'Create the site'],
  settings: ['サイトの設定', 'Site settings'],
  name: ['名前', 'Name'],
  key: ['キー', 'Key'],
  keyHelp: [
    '英小文字・数字・-。アドレスに使い、後から変えられません。',
    'Lower-case letters, digits and -; used in addresses and not changed later.',
  ],
  locales: ['言語', 'Languages'],
  removeLocale: ['言語 {locale} を外す', 'Remove the language {locale}'],
  localesHelp: [
    'ja、en のような言語タグ。追加できますが、外せません。',
    'Tags such as ja or en. Languages can be added, not taken away.',
  ],
  newLocalesHelp: [
    'ja、en のような言語タグ。最初のものが既定の言語になります。',
    'Tags such as ja or en. The first is the default.',
  ],
  defaultLocale: ['既定の言語', 'Default language'],
  timeZone: ['タイムゾーン', 'Time zone'],
  noZone: ['見つかりません', 'Nothing found'],
  hosts: ['ホスト名', 'Hosts'],
  hostsHelp: [
    'このサイトが応答する名前。www.example.jp など。',
    'Names under which the site answers, such as www.example.jp.',
  ],
  synonyms: ['検索の同義語', 'Synonyms of the search'],
  synonymsLead: [
    'どれか一つで検索すると、同じ行のほかの言葉も見つかります。全角・半角、大文字・小文字、ひらがな・カタカナの違いは、書かなくても同じものとして扱います。',
    'Who looks for one word of a line finds the others, too. Width, case, and hiragana or katakana make no difference anyway.',
  ],
  synonymsLabel: [
    '同じ意味の言葉（一行に一組、カンマ区切り）',
    'Words that mean the same (a list a line, with commas)',
  ],
  synonymsExample: ['パソコン, PC, コンピューター', 'PC, computer, desktop'],
  synonymsLine: ['{line}行目: {message}', 'Line {line}: {message}'],
})
