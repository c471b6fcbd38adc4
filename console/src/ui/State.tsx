import type { ReactNode } from 'react'
import './state.css'

type Tone = 'good' | 'waiting' | 'bad' | 'new' | 'plain'

/** A state, always as a word with its icon; colour only helps. A plain element: lists have hundreds of them. */
export const State = ({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) => (
  <span className="state" data-tone={tone}>
    {icon}
    <span>{children}</span>
  </span>
)
