export type Outcome<Value> = { value: Value } | { error: unknown }

type Waiting<Asked, Value> = {
  asked: Asked
  give: (value: Value) => void
  refuse: (error: unknown) => void
}

type Options = {
  atOnce?: number
  most?: number
  mostWaiting?: number
  /** What the one is told who comes when so many wait. */
  full?: () => Error
}

/**
 * Does together what is asked at about the same time. Who asks first is served at once, alone; who asks while `atOnce` such works are under
 * way waits for the end of one, and is served with all others who wait, `most` at a time. `work` answers each of them, in their order; when
 * it throws, all of them are told.
 */
export function gather<Asked, Value>(
  work: (asked: Asked[]) => Promise<Outcome<Value>[]>,
  {
    atOnce = 1,
    most = Infinity,
    mostWaiting = Infinity,
    full = () => new Error('too many wait'),
  }: Options = {},
): (asked: Asked) => Promise<Value> {
  const waiting: Waiting<Asked, Value>[] = []
  let busy = 0
  async function serve(): Promise<void> {
    busy++
    while (waiting.length > 0) {
      const served = waiting.splice(0, most)
      const outcomes = await work(served.map(({ asked }) => asked)).catch((error: unknown) =>
        served.map(() => ({ error })),
      )
      for (const [i, { give, refuse }] of served.entries()) {
        const outcome = outcomes[i] ?? { error: new Error('work that was asked for had no outcome') }
        if ('error' in outcome) refuse(outcome.error)
        else give(outcome.value)
      }
    }
    busy--
  }
  return (asked) =>
    new Promise((give, refuse) => {
      if (waiting.length >= mostWaiting) return refuse(full())
      waiting.push({ asked, give, refuse })
      if (busy < atOnce) void serve()
    })
}
