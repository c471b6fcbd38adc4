/** The two languages of the product's own texts. A site's content may have any. */
export type Language = 'ja' | 'en'
export type Words = { readonly ja: string; readonly en: string }

/** Words with `{name}` places filled in. An unknown place stays visible, so that a test can find it. */
export function say(words: Words, language: Language, params: Record<string, unknown> = {}): string {
  return words[language].replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : place,
  )
}

/** The better of ja and en for an Accept-Language header; `fallback` when it names neither. */
export function preferredLanguage(header: string | undefined, fallback: Language): Language {
  if (!header) return fallback
  const ranked = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const q = rest.map((r) => /^\s*q=([\d.]+)/.exec(r)?.[1]).find(Boolean)
      return { tag: tag.split('-')[0], q: q === undefined ? 1 : Number(q) }
    })
    .filter((x) => (x.tag === 'ja' || x.tag === 'en') && x.q > 0)
    .sort((a, b) => b.q - a.q)
  return (ranked[0]?.tag as Language | undefined) ?? fallback
}
