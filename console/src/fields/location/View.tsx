import type { ViewProps } from '../field-ui.ts'

export function LocationView({ value }: ViewProps) {
  if (value === undefined || value === null) return <>–</>
  const { lat, lng, address } = value as Record<string, unknown>
  return <>{[address, `${String(lat)}, ${String(lng)}`].filter(Boolean).join(' ')}</>
}
