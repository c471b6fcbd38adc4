import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

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
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered(line: { door: string; status: number; cache?: string | undefined; ms: number }): void {
      requests.inc({
        door: line.door,
        status: `${Math.floor(line.status / 100)}xx`,
        cache: line.cache ?? 'none',
      })
      seconds.observe({ door: line.door }, line.ms / 1000)
    },
  }
}
