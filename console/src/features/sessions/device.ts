const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^dozo|node/i, 'dozo'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]
const first = (list: [RegExp, string][], text: string) => list.find(([pattern]) => pattern.test(text))?.[1]

/** A browser and a system out of what a client says of itself; what says neither is shown as it is. */
export function deviceOf(userAgent: string): string {
  const found = [first(browsers, userAgent), first(systems, userAgent)].filter((one) => one !== undefined)
  return found.length > 0 ? found.join(' / ') : userAgent.slice(0, 60) || '–'
}
