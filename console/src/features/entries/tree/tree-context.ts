import type { ContentType, Entry, MoveBody } from '@dozo/client'
import { createContext, useContext } from 'react'
import type { ReorderHandle } from '../../../ui/reorder/ReorderHandle.tsx'
import type { useOpenBranches } from './levels.ts'
import type { Move } from './moving.ts'
import type { Taken } from './use-tree-drag.ts'

type Tree = {
  type: ContentType
  branches: ReturnType<typeof useOpenBranches>
  /** Moves, opens the branch where it comes to stand, and takes the focus along. */
  go: (asked: Move, parent: string | null) => void
  /** Asks where to. */
  ask: (entry: Entry, back: MoveBody) => void
  /** A row has been drawn in its place. */
  arrived: (id: string) => void
  handleOf: (taken: Taken) => Pick<Parameters<typeof ReorderHandle>[0], 'onPointerDown' | 'onClickCapture'>
  /** The one that is being pulled. */
  held: string | undefined
}

export const TreeContext = createContext<Tree | undefined>(undefined)

export function useTree(): Tree {
  const tree = useContext(TreeContext)
  if (!tree) throw new Error('a row stands in a tree')
  return tree
}
