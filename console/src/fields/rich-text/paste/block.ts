export type MarkName = 'bold' | 'italic' | 'underline' | 'strike' | 'sub' | 'sup' | 'code'

/** Words that look alike, or the end of a line. */
export type Inline = { text: string; marks: readonly MarkName[]; href: string | null } | 'break'

/** Of which list something is an item, at what depth; `first`: it begins the item. */
export type Item = { list: unknown; level: number; ordered: boolean; start: number; first: boolean }

type Content =
  | { kind: 'text'; heading: number; align: string | null; inline: Inline[] }
  | { kind: 'code'; text: string; language: string | null }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'table'; rows: Cell[][] }
  | { kind: 'rule' }

/** What a pasted text consists of, whatever it came from. */
export type Block = Content & { item?: Item }
export type Cell = { header: boolean; colspan: number; rowspan: number; blocks: Block[] }
