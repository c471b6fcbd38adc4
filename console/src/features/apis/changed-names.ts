import type { EndpointInput } from '@dozo/client'
import { inputOf } from './endpoint-form.ts'

/** Settings in which two versions of an endpoint differ. */
export function changedNames(before: EndpointInput, after: EndpointInput): string[] {
  const [old, now] = [inputOf(before), inputOf(after)] as unknown as Record<string, unknown>[]
  const names = [...new Set([...Object.keys(old!), ...Object.keys(now!)])]
  return names.filter((name) => JSON.stringify(old![name]) !== JSON.stringify(now![name]))
}
