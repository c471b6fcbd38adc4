import type { Field, FieldTypeName } from '../definition.ts'
import type { FieldType } from '../field-type.ts'

const registered = new Map<FieldTypeName, FieldType>()

/** Types join here (fields/index.ts), so that group and repeat can look up the types of the fields within them. */
export function register(types: readonly FieldType[]): void {
  for (const type of types) registered.set(type.type, type)
}

export function typeOf(field: Pick<Field, 'type'>): FieldType {
  const found = registered.get(field.type)
  if (!found) throw new Error(`there is no field type ${field.type}`)
  return found
}

export const allTypes = (): FieldType[] => [...registered.values()]
