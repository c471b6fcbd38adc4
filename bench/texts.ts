// Japanese texts made of our own sentences: the same ones for the same number, from words that stand in every third text to words that
// stand in one of thousands.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from '../server/test/crash/random-from.ts'

const parts = sections(readFileSync(join(import.meta.dirname, 'data', 'sentences.txt'), 'utf8'))
const commonToRare = parts['common to rare']!
const [mostOften, leastOften] = [0.34, 0.0002]

function sections(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  let lines: string[] = []
  for (const line of text.split('\n').filter(Boolean)) {
    if (line.startsWith('# ')) found[line.slice(2)] = lines = []
    else lines.push(line)
  }
  return found
}

/** How often sentence `i` stands in a text: evenly spread on a logarithmic scale. */
const chance = (i: number): number => mostOften * (leastOften / mostOften) ** (i / (commonToRare.length - 1))

export type Text = { title: string; body: string; english: string; random: () => number }

/** Text number `n`: a title, some 300 characters in Japanese, a few sentences in English. */
export function textOf(n: number): Text {
  const random = randomFrom(n * 7919 + 17)
  const pick = (name: string) => parts[name]![Math.floor(random() * parts[name]!.length)]!
  const told = commonToRare.filter((_, i) => random() < chance(i))
  const filled = Array.from({ length: 5 + Math.floor(random() * 4) }, () => {
    const day = 1 + Math.floor(random() * 28)
    return `${1 + Math.floor(random() * 12)}月${day}日、${pick('who')}は${pick('where')}で${pick('does')}。`
  })
  const body = [...told, ...filled].toSorted(() => random() - 0.5).join('')
  const english = Array.from({ length: 3 }, () => pick('english')).join(' ')
  return { title: `${pick('where')}の記録 ${n}`, body, english, random }
}

/** Twelve words, each of one sentence only, from one in three texts to one in thousands. */
export const terms = [
  '窓をあける',
  '豆腐屋',
  '図書館まで',
  '港から',
  '公民館',
  '吹奏楽部',
  'プリン',
  '案山子',
  'シラサギ',
  '活版印刷',
  '養蜂',
  '琥珀',
]
