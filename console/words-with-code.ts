import type { Plugin } from 'vite'

const kebab = (room: string) => room.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The rooms whose words a piece of code asks for: `useTranslation`, `t('room:word')` and what names one otherwise. */
export function roomsIn(code: string): string[] {
  const asked = [
    ...[...code.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, given]) => [
      ...given!.matchAll(/'(\w+)'/g),
    ]),
    ...code.matchAll(/\bt\(\s*['`](\w+):/g),
    ...code.matchAll(/\bns: '(\w+)'/g),
    ...code.matchAll(/getFixedT\([^,]+, '(\w+)'/g),
  ]
  return [...new Set(asked.map(([, room]) => room!))].toSorted()
}

const prefix = 'virtual:words/'

/** The words of a room come with the first code that asks for them, and not with the first page. */
export const wordsWithCode: Plugin = {
  name: 'words-with-code',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return undefined
    const room = id.slice(prefix.length + 1)
    return [
      `import { ${room} } from '/src/locales/${kebab(room)}.ts'`,
      `import { add } from '/src/locales/added.ts'`,
      `add('${room}', ${room})`,
    ].join('\n')
  },
  transform(code, id) {
    const path = id.split('?')[0]!
    if (!/\/src\/.*\.tsx?$/.test(path) || path.includes('/node_modules/') || path.includes('/locales/'))
      return undefined
    const rooms = roomsIn(code)
    if (rooms.length === 0) return undefined
    // In one line, so that lines stay what they are.
    return { code: rooms.map((room) => `import '${prefix}${room}';`).join('') + code, map: null }
  },
}
