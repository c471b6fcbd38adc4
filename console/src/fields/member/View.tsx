import type { ViewProps } from '../field-ui.ts'
import { useMemberNames } from './use-members.ts'

export function MemberView({ value }: ViewProps) {
  const ids = [value ?? []].flat() as string[]
  const names = useMemberNames(ids)
  return <>{ids.length === 0 ? '–' : ids.map((id) => names.get(id) ?? id).join('、')}</>
}
