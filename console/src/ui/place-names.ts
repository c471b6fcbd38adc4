/** What people call the place of a pointer; nothing when nobody here knows. */
export type NameOf = (path: string) => string | undefined

/** The places of a form by the beginnings of their pointers; the longest that fits counts. */
export const placesNamed =
  (names: Record<string, string>): NameOf =>
  (path) => {
    const fitting = Object.keys(names).filter((at) => path === at || path.startsWith(`${at}/`))
    return names[fitting.toSorted((a, b) => b.length - a.length)[0] ?? '']
  }
