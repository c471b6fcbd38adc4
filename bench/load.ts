// The load generator, a process of its own: asks one address for some seconds and prints what came back as one JSON line.
import autocannon from 'autocannon'

const options = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof autocannon>[0]
const result = await autocannon(options)
const { requests, latency, errors, non2xx } = result
console.log(
  JSON.stringify({
    perSecond: requests.average,
    p50: latency.p50,
    p97: latency.p97_5,
    bad: errors + non2xx,
  }),
)
