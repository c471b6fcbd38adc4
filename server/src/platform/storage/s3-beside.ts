/**
 * The key of what stands beside a thing until it is whole: `<key>_<end>.part` for what is beyond the whole parts of its first `end` bytes,
 * `<key>_direct.part` for what comes past this server. Without `what`: how all of them begin.
 */
export const besideOf = (key: string, what?: number | 'direct'): string =>
  what === undefined ? `${key}_` : `${key}_${what}.part`
