import type { Icon } from '@tabler/icons-react'

/** One line of the palette: where it leads or what it does, and everything under which it is found. */
export type Item = {
  id: string
  label: string
  /** What it belongs to, small beside it. */
  hint?: string | undefined
  Icon: Icon
  /** More words under which it is found: its name in the other language, its key. */
  alias?: string
  act: () => void
}
export type ItemGroup = { label: string; items: Item[] }

/** Width, case and the two kana do not matter to who looks for something. */
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))

/** The items that hold every word, those first whose name begins with what was typed. */
export function narrowed(groups: readonly ItemGroup[], text: string): ItemGroup[] {
  const words = fold(text).split(/\s+/).filter(Boolean)
  const rank = ({ label, alias = '' }: Item) => {
    const all = fold(`${label} ${alias}`)
    if (!words.every((word) => all.includes(word))) return undefined
    return words.length > 0 && fold(label).startsWith(words[0]!) ? 0 : 1
  }
  return groups
    .map(({ label, items }) => ({
      label,
      items: items
        .map((item) => ({ item, rank: rank(item) }))
        .filter((one) => one.rank !== undefined)
        .toSorted((a, b) => a.rank! - b.rank!)
        .map(({ item }) => item),
    }))
    .filter(({ items }) => items.length > 0)
}
