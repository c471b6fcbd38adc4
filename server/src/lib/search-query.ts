// What people type into a search box, as the tsqueries that find it.
import { japanese, quoted, searchForm, tokensOf, type Token } from './search-tokens.ts'

/** `words` must all be found, wherever in an entry; none of `excluded` may be. In text form. `plain`: what is looked for, to be marked. */
export type SearchQuery = { words: string[]; excluded: string[]; plain: PlainWord[] }
/** A word as it is compared; `start`: only where a word begins, as in scripts with spaces. */
export type PlainWord = { form: string; start: boolean }

/** Words that mean the same, in the form that is compared; nothing: the word stands for itself. */
export type Synonyms = (form: string) => readonly string[] | undefined

const part = /(-?)"([^"]*)"|(\S+)/gu
const quotes = /[“”„‟〝〞]/gu
/** Dashes that Japanese keyboards give for a minus. */
const dashes = /(?<=^|\s)[\u2010-\u2015\u2212](?=\S)/gu
const mostWords = 10

/**
 * Words between spaces, each found with its synonyms and, where its script has spaces, by its beginning; `"…"` as it stands; `-word` and
 * `-"…"` are not to be there. Nothing when there is nothing to look for. At most 10 words of 60 tokens each.
 */
export function searchQuery(typed: string, synonyms: Synonyms = () => undefined): SearchQuery | undefined {
  const found: SearchQuery = { words: [], excluded: [], plain: [] }
  const text = typed.slice(0, 300).normalize('NFKC').replace(quotes, '"').replace(dashes, '-')
  for (const [, minus, phrase, word = ''] of text.matchAll(part)) {
    if (found.words.length + found.excluded.length >= mostWords) break
    const exact = phrase !== undefined
    const without = exact ? minus === '-' : /^-./u.test(word)
    const asked = exact ? phrase : without ? word.slice(1) : word
    const forms = exact ? [asked] : (synonyms(searchForm(asked)) ?? [asked])
    const tsqueries = forms.flatMap((form) => phraseOf(tokensOf(form).slice(0, 60), exact) ?? [])
    if (tsqueries.length === 0) continue
    const query = tsqueries.length === 1 ? tsqueries[0]! : `(${tsqueries.join(' | ')})`
    found[without ? 'excluded' : 'words'].push(query)
    if (!without) found.plain.push(...forms.map(plainWord))
  }
  return found.words.length === 0 ? undefined : found
}

function plainWord(text: string): PlainWord {
  const form = searchForm(text)
  return { form, start: !japanese.test(form[0] ?? '') }
}

/** A word of several tokens is a phrase. */
function phraseOf(tokens: Token[], exact: boolean): string | undefined {
  // The lone last character of a run is already the second half of the pair before it, except when it is the whole run.
  const asked = tokens.filter(
    (token, i) => !token.lone || i === 0 || tokens[i - 1]!.lone || !japanese.test(tokens[i - 1]!.text),
  )
  const [first] = asked
  if (!first) return undefined
  // A single Japanese character is the first half of a pair, or stands alone; words of other scripts are found while they are typed.
  const single = (token: Token, last: boolean) =>
    `${quoted(token.text)}${last && (token.lone || (!exact && !japanese.test(token.text))) ? ':*' : ''}`
  let phrase = single(first, asked.length === 1)
  for (let i = 1; i < asked.length; i++) {
    phrase += ` <${asked[i]!.position - asked[i - 1]!.position}> ${single(asked[i]!, i === asked.length - 1)}`
  }
  return asked.length > 1 ? `(${phrase})` : phrase
}
