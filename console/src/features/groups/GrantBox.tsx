import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Coverage } from '../../grants/coverage.ts'

type Props = {
  /** Row × column: alone, a box in a matrix has no name. */
  name: string
  state: Coverage
  /** Nothing: it may only be looked at. */
  change: ((on: boolean) => void) | undefined
  /** Where it says why it may only be looked at. */
  why: string
  label?: ReactNode
}

/** One box of a matrix: on, off, or neither. Ticking what is neither gives all of it. */
export const GrantBox = ({ name, state, change, why, label }: Props) => (
  <Checkbox
    aria-label={name}
    label={label}
    checked={state === 'full'}
    indeterminate={state === 'part'}
    disabled={!change}
    {...(change ? {} : { 'aria-describedby': why })}
    onChange={() => change?.(state !== 'full')}
  />
)
