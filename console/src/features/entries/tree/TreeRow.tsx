import type { Entry } from '@dozo/client'
import { ActionIcon, Box, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffectEvent, useLayoutEffect, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../../api/session.ts'
import { paths } from '../../../paths.ts'
import { EntryState } from '../../../ui/EntryState.tsx'
import { keyOf } from '../../../ui/keys.ts'
import { ReorderHandle } from '../../../ui/reorder/ReorderHandle.tsx'
import { To } from '../../../ui/To.tsx'
import { day } from '../../../ui/when.ts'
import { placeOf } from './moving.ts'
import { useTree } from './tree-context.ts'

type Props = {
  siblings: readonly Entry[]
  at: number
  depth: number
  /** What it lies below. */
  parent: Entry | undefined
  /** Undefined: not known before one looks. */
  hasBelow: boolean | undefined
}

/** One entry of the tree: taken by its handle, opened by its arrow, and everywhere it can go in a menu. */
export function TreeRow({ siblings, at, depth, parent, hasBelow }: Props) {
  const { t } = useTranslation('entries')
  const { key: site, timeZone } = useSite()
  const { type, branches, go, ask, arrived, handleOf } = useTree()
  const entry = siblings[at]!
  const { id, title } = entry
  const open = branches.isOpen(id)
  const arrive = useEffectEvent(() => arrived(id))
  useLayoutEffect(() => arrive(), [at])
  const back = placeOf(siblings, at)
  const count = siblings.length
  const before = siblings[at - 1]
  const along = (to: number) =>
    go(
      {
        entry,
        body:
          to === 0
            ? { place: 'first', parent: entry.parent }
            : to < at
              ? { before: siblings[to]!.id }
              : { after: siblings[to]!.id },
        back,
        into: parent?.title,
        at: to,
        count,
      },
      entry.parent,
    )
  function press(event: KeyboardEvent<HTMLElement>) {
    const within = event.currentTarget.contains(event.target as Node)
    const step = { ArrowUp: -1, ArrowDown: 1 }[keyOf(event) ?? '']
    if (!step || !event.altKey || !within || !entry.can.update) return
    event.preventDefault()
    if (siblings[at + step]) along(at + step)
  }
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <div
      className="tree-row"
      data-tree-row
      data-id={id}
      data-title={title}
      data-parent={entry.parent ?? ''}
      data-depth={depth}
      data-open={open && hasBelow !== false}
      onKeyDown={press}
    >
      {entry.can.update ? (
        <ReorderHandle name={title} at={at} count={count} move={along} {...handleOf({ entry, depth, back })}>
          {before && (
            <Menu.Item
              onClick={() =>
                go({ entry, body: { place: 'last', parent: before.id }, back, into: before.title }, before.id)
              }
            >
              {t('treeIn', { title: before.title })}
            </Menu.Item>
          )}
          {parent && (
            <>
              <Menu.Item onClick={() => go({ entry, body: { after: parent.id }, back }, parent.parent)}>
                {t('treeOut', { title: parent.title })}
              </Menu.Item>
              <Menu.Item onClick={() => go({ entry, body: { place: 'last', parent: null }, back }, null)}>
                {t('treeTop')}
              </Menu.Item>
            </>
          )}
          <Menu.Item onClick={() => ask(entry, back)}>{t('treeTo')}</Menu.Item>
        </ReorderHandle>
      ) : (
        <Box w={28} />
      )}
      {hasBelow === false ? (
        <Box w={28} />
      ) : (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={open}
          aria-label={t(open ? 'treeClose' : 'treeOpen', { title })}
          onClick={() => branches.set(id, !open)}
        >
          <Chevron size={16} aria-hidden />
        </ActionIcon>
      )}
      <div className="tree-title">
        <To size="sm" to={paths.entry} params={{ site, type: type.key, id }}>
          {title}
        </To>
      </div>
      <EntryState entry={entry} />
      <Text className="tree-date" size="xs" c="dimmed" w={150} ta="end">
        {day(entry.updatedAt, timeZone)}
      </Text>
    </div>
  )
}
