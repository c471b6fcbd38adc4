/** `make`, remembering what it made last: for what comes many times in a row, such as the millisecond or the program that asks. */
export function lastKept<In, Out>(make: (value: In) => Out): (value: In) => Out {
  let last: { value: In; made: Out } | undefined
  return (value) => (last?.value === value ? last : (last = { value, made: make(value) })).made
}
