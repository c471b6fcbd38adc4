/** Japanese and English side by side: a word that lacks one of them does not compile. */
export function pairs<Key extends string>(
  words: Record<Key, readonly [ja: string, en: string]>,
): {
  ja: Record<Key, string>
  en: Record<Key, string>
} {
  const of = (place: 0 | 1) =>
    Object.fromEntries(
      Object.entries<readonly [string, string]>(words).map(([key, both]) => [key, both[place]]),
    )
  return { ja: of(0) as Record<Key, string>, en: of(1) as Record<Key, string> }
}
