import { freshRowKey, useRowKeys } from '../ui/row-keys.ts'
import { moved } from './repeat/moved.ts'

/** Items of a field's list, each with a key that it keeps wherever it goes. An empty list is no value. */
export function useItems<T>(value: unknown, onChange: (value: T[] | undefined) => void) {
  const items = Array.isArray(value) ? (value as T[]) : []
  const [keys, setKeys] = useRowKeys(items.length)
  const change = (next: T[]) => onChange(next.length > 0 ? next : undefined)
  return {
    items,
    keys,
    add: (item: T) => change([...items, item]),
    insert(at: number, item: T) {
      setKeys(keys.toSpliced(at, 0, freshRowKey()))
      change(items.toSpliced(at, 0, item))
    },
    put: (at: number, item: T) => change(items.with(at, item)),
    move(from: number, to: number) {
      setKeys(moved(keys, from, to))
      change(moved(items, from, to))
    },
    remove(at: number) {
      setKeys(keys.toSpliced(at, 1))
      change(items.toSpliced(at, 1))
    },
  }
}
