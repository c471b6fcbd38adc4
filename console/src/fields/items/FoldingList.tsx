import { Button, Group, Text, VisuallyHidden } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ReorderList } from '../../ui/reorder/ReorderList.tsx'
import { tellWithUndo } from '../../ui/UndoToast.tsx'
import type { InputProps } from '../field-ui.ts'
import { AddItem, type Choice } from './AddItem.tsx'
import { FoldingItem } from './FoldingItem.tsx'
import './folding-list.css'

type Key = string | number
type Props<Item> = Pick<InputProps, 'label' | 'disabled' | 'path' | 'errors' | 'field'> & {
  items: readonly Item[]
  /** Stays with an item wherever it goes. */
  keyOf: (item: Item, at: number) => Key
  /** With its place: `3 / 8 Image`. */
  nameOf: (item: Item, at: number) => string
  /** Without. */
  saidOf: (item: Item, at: number) => string
  /** The first words in it, for one that is folded. */
  summaryOf: (item: Item) => string
  move: (from: number, to: number) => void
  insert: (at: number, item: Item) => void
  removeAt: (at: number) => void
  /** Kinds of items that can be added. */
  choices: readonly Choice[]
  addLabel: string
  make: (kind: string) => Item
  copy: (item: Item) => Item
  children: (item: Item, at: number) => ReactNode
}

/** More than these are folded at first: nobody reads them all at once, and a folded one costs nothing. */
const openAtFirst = 10

/** Items in their order, each of which can be folded, moved, doubled and taken away; new ones come anywhere between them. */
export function FoldingList<Item>(props: Props<Item>) {
  const { items, keyOf, nameOf, saidOf, summaryOf, label, disabled, path, errors, field } = props
  const { t } = useTranslation('fields')
  const root = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<Key>>(
    () => new Set(items.length > openAtFirst ? items.map(keyOf) : []),
  )
  const [said, say] = useState('')
  const coming = useRef<{ at: number; count: number; into: boolean }>(undefined)
  const { latest, undoable } = useUndo(props)
  const count = items.length
  const full = field.max !== undefined && count >= field.max
  const itemAt = (at: number) =>
    root.current?.querySelector(':scope > .reorder')?.children[at]?.querySelector<HTMLElement>('[data-item]')
  // What was added, or comes after what was taken away, is there when it has been drawn.
  useLayoutEffect(() => {
    const next = coming.current
    if (!next || next.count !== count) return
    coming.current = undefined
    const item = itemAt(Math.min(next.at, count - 1))
    const first = item?.querySelector<HTMLElement>(
      ':scope > [data-item-fields] :is(input, textarea, [contenteditable=true], button)',
    )
    ;((next.into && first) || item || addButton.current)?.focus()
  })
  function foldTo(keys: readonly Key[], isFolded: boolean) {
    const next = new Set(folded)
    for (const key of keys) next[isFolded ? 'add' : 'delete'](key)
    setFolded(next)
  }
  function insert(at: number, item: Item, into: boolean) {
    coming.current = { at, count: count + 1, into }
    say(t('itemAdded', { name: saidOf(item, at), number: at + 1, count: count + 1 }))
    props.insert(at, item)
  }
  function remove(at: number) {
    const item = items[at]!
    coming.current = { at, count: count - 1, into: false }
    props.removeAt(at)
    undoable(t('itemRemoved', { name: nameOf(item, at) }), () => latest.current.insert(at, item))
  }
  return (
    <div ref={root}>
      {count > 1 && (
        <Group gap="xs" justify="flex-end" mb="xs">
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => foldTo(items.map(keyOf), !items.every((item, i) => folded.has(keyOf(item, i))))}
          >
            {items.every((item, i) => folded.has(keyOf(item, i))) ? t('unfoldAll') : t('foldAll')}
          </Button>
        </Group>
      )}
      <ReorderList
        label={label}
        items={items}
        keyOf={keyOf}
        nameOf={nameOf}
        saidOf={saidOf}
        onMove={props.move}
        disabled={disabled}
      >
        {(item, at, handle) => (
          <>
            {!disabled && !full && (
              <div className="insert-here">
                <AddItem
                  small
                  label={t('insertBefore', { name: nameOf(item, at) })}
                  choices={props.choices}
                  add={(kind) => insert(at, props.make(kind), true)}
                />
              </div>
            )}
            <FoldingItem
              name={nameOf(item, at)}
              summary={summaryOf(item)}
              wrong={Object.keys(errors).some(
                (one) => one === `${path}/${at}` || one.startsWith(`${path}/${at}/`),
              )}
              folded={folded.has(keyOf(item, at))}
              disabled={disabled}
              handle={handle}
              fold={() => foldTo([keyOf(item, at)], !folded.has(keyOf(item, at)))}
              duplicate={full || disabled ? undefined : () => insert(at + 1, props.copy(item), false)}
              remove={() => remove(at)}
              enter={() => {
                coming.current = { at, count, into: true }
                foldTo([keyOf(item, at)], false)
              }}
              step={(by) => itemAt(at + by)?.focus()}
            >
              {props.children(item, at)}
            </FoldingItem>
          </>
        )}
      </ReorderList>
      <Group mt={count > 0 ? 'sm' : 0}>
        <AddItem
          ref={addButton}
          label={props.addLabel}
          disabled={disabled || full}
          choices={props.choices}
          add={(kind) => insert(count, props.make(kind), true)}
        />
        {full && (
          <Text size="xs" c="dimmed">
            {t('itemsFull', { count: field.max ?? 0 })}
          </Text>
        )}
      </Group>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  )
}

/** What is taken back goes into the list as it is by then; who has left the list is offered nothing. */
function useUndo<Props>(props: Props) {
  const latest = useRef(props)
  const offers = useRef<(() => void)[]>([])
  useLayoutEffect(() => void (latest.current = props))
  useEffect(() => () => offers.current.forEach((hide) => hide()), [])
  return {
    latest,
    undoable: (message: string, undo: () => void) => void offers.current.push(tellWithUndo(message, undo)),
  }
}
