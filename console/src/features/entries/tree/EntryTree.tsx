import type { ContentType, Entry, MoveBody } from '@dozo/client'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { keyOf } from '../../../ui/keys.ts'
import { Surface } from '../../../ui/Surface.tsx'
import { Level } from './Level.tsx'
import { useOpenBranches } from './levels.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { useMoving, type Move } from './moving.ts'
import './tree.css'
import { TreeContext } from './tree-context.ts'
import { useTreeDrag } from './use-tree-drag.ts'

/**
 * Entries as they lie below each other, branch by branch as one opens them. The arrows go through the rows and open and close them; a row
 * is pulled by its handle, or sent from its menu, or one place up or down with Alt and an arrow.
 */
export function EntryTree({ type }: { type: ContentType }) {
  const { t } = useTranslation('entries')
  const root = useRef<HTMLDivElement>(null)
  const branches = useOpenBranches(type.key)
  const { move, tryMove } = useMoving(type.key)
  const [asked, setAsked] = useState<{ entry: Entry; back: MoveBody }>()
  const following = useRef<string>(undefined)
  /** In its new branch the row is another element, drawn before or after the old one has gone: the focus goes along. */
  function arrived(id: string) {
    if (following.current !== id) return
    const active = document.activeElement
    const own = active?.closest<HTMLElement>('[data-tree-row]')?.dataset['id'] === id
    if (active !== document.body && !own) return
    following.current = undefined
    handleIn(id)?.focus()
  }
  const handleIn = (id: string) =>
    root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .reorder-handle`)
  function go(wanted: Move, parent: string | null) {
    following.current = wanted.entry.id
    if (parent !== null) branches.set(parent, true)
    void move(wanted).then((moved) => {
      if (!moved) following.current = undefined
    })
  }
  const { handleOf, line } = useTreeDrag(root, ({ entry, back }, target, parent) => {
    const { body, at, count } = target
    go({ entry, body, back, into: parent?.title, at, count }, target.parent)
  })
  const ask = (entry: Entry, back: MoveBody) => setAsked({ entry, back })
  return (
    <TreeContext value={{ type, branches, go, ask, arrived, handleOf, held: line?.id }}>
      <Surface py={0}>
        <div
          ref={root}
          className="tree"
          data-dragging={line ? true : undefined}
          onKeyDown={(event) => step(event, branches)}
        >
          <Level parent={undefined} depth={0} />
          {line && (
            <div className="tree-line" style={{ top: line.top, left: line.left }}>
              <span>{line.parent ? t('treeIntoLine', { title: line.parent.title }) : t('treeTopLine')}</span>
            </div>
          )}
        </div>
      </Surface>
      {asked && (
        <MoveDialog
          type={type}
          entry={asked.entry}
          close={() => {
            setAsked(undefined)
            requestAnimationFrame(() => handleIn(asked.entry.id)?.focus())
          }}
          move={async (body, target) => {
            const parent = 'place' in body ? body.parent : target?.parent
            if (parent) branches.set(parent, true)
            await tryMove({ ...asked, body, into: body.place && target?.title })
          }}
        />
      )}
    </TreeContext>
  )
}

/** From row to row, into a branch and out of it. */
function step(event: KeyboardEvent<HTMLElement>, branches: ReturnType<typeof useOpenBranches>) {
  const { target, currentTarget } = event
  if (event.altKey || event.defaultPrevented || !(target instanceof Element)) return
  const row = currentTarget.contains(target) ? target.closest<HTMLElement>('[data-tree-row]') : null
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('[data-tree-row]')]
  const key = keyOf(event)
  if (!row || !key?.startsWith('Arrow')) return
  const at = rows.indexOf(row)
  const { id = '', parent = '', open } = row.dataset
  const isOpen = open === 'true'
  const hasBelow = row.querySelector('[aria-expanded]:not([aria-haspopup])') !== null
  const to = {
    ArrowUp: rows[at - 1],
    ArrowDown: rows[at + 1],
    ArrowRight: isOpen ? rows[at + 1] : undefined,
    ArrowLeft: isOpen ? undefined : rows.find((one) => one.dataset['id'] === parent),
  }[key]
  event.preventDefault()
  if (key === 'ArrowRight' && hasBelow && !isOpen) branches.set(id, true)
  else if (key === 'ArrowLeft' && isOpen) branches.set(id, false)
  else to?.querySelector<HTMLElement>(target.closest('.reorder-handle') ? '.reorder-handle' : 'a')?.focus()
}
