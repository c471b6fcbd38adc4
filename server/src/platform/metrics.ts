import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

type Answered = { door: string; status: number; cache?: string | undefined; ms: number }

/** Finding the right one among the labels costs more than counting does. */
function remembered<Made>(make: (key: string) => Made): (key: string) => Made {
  const made = new Map<string, Made>()
  return (key) => {
    let known = made.get(key)
    if (!known) made.set(key, (known = make(key)))
    return known
  }
}

/** Counters of this process. Labels have few values each: never a path, a site or a person. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'dozo_http_requests_total',
    help: 'Requests answered',
    labelNames: ['door', 'status', 'cache'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'dozo_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['door'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const counterOf = remembered((key) => {
    const [door = '', cache = '', hundreds] = key.split(' ')
    return requests.labels({ door, status: `${hundreds}xx`, cache })
  })
  const timesOf = remembered((door) => seconds.labels({ door }))
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered({ door, status, cache = 'none', ms }: Answered): void {
      counterOf(`${door} ${cache} ${Math.floor(status / 100)}`).inc()
      timesOf(door).observe(ms / 1000)
    },
  }
}
