import './tick.css'

type Props = { label: string; checked: boolean; onChange: () => void }

/** The box before a row: the browser's own, as a list has one a row. */
export const Tick = ({ label, checked, onChange }: Props) => (
  <input type="checkbox" className="tick" aria-label={label} checked={checked} onChange={onChange} />
)
