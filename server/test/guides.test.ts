import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
/** Folders whose pages stand in both languages: English in the folder, Japanese in its `ja`. */
const folders = ['docs/guides', 'docs/guides/recipes']

const pagesIn = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'))
const partsOf = (path: string) => {
  const text = readFileSync(join(root, path), 'utf8')
  const blocks = [...text.matchAll(/^```[\s\S]*?^```$/gm)].map(([block]) => block)
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '')
  return {
    blocks,
    headings: [...prose.matchAll(/^#+(?= )/gm)].map(([marks]) => marks),
    first: text.split('\n')[0],
    links: text.match(/\[[^\]]+\]\([^)]+\)/g) ?? [],
  }
}

test.each(folders)('every page of %s has its counterpart in the other language', (folder) => {
  expect(pagesIn(join(folder, 'ja'))).toEqual(pagesIn(folder))
})

test.each(folders.flatMap((folder) => pagesIn(folder).map((page) => [folder, page] as const)))(
  '%s/%s has the same headings and commands in both languages, and links to the other one',
  (folder, page) => {
    const en = partsOf(join(folder, page))
    const ja = partsOf(join(folder, 'ja', page))
    expect(ja.headings).toEqual(en.headings)
    expect(ja.blocks).toEqual(en.blocks)
    expect([en.first, ja.first]).toEqual([`[日本語](ja/${page})`, `[English](../${page})`])
  },
)

test('the README has the same headings and commands in both languages, and links to the other one', () => {
  const en = partsOf('README.md')
  const ja = partsOf('README.ja.md')
  expect(ja.headings).toEqual(en.headings)
  expect(ja.blocks).toEqual(en.blocks)
  expect([en.links[0], ja.links[0]]).toEqual(['[日本語](README.ja.md)', '[English](README.md)'])
})

test('what pages link to in the project is there', () => {
  const pages = [
    'README.md',
    'README.ja.md',
    ...folders.flatMap((at) =>
      [at, join(at, 'ja')].flatMap((folder) => pagesIn(folder).map((page) => join(folder, page))),
    ),
  ]
  const dead = pages.flatMap((page) =>
    partsOf(page).links.flatMap((link) => {
      const to = /\]\(([^)#\s]*)/.exec(link)![1]!
      return to === '' || /^https?:/.test(to) || existsSync(join(root, dirname(page), to))
        ? []
        : [`${page}: ${to}`]
    }),
  )
  expect(dead).toEqual([])
})
