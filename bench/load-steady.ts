// The third load generator: asks one address at a steady pace, whether answers come or not, and prints how long they took as one JSON
// line. `within`: how many parts of all came in this time.
import { Agent, request } from 'node:http'

type Asked = { url: string; perSecond: number; seconds: number; within: number }
const { url, perSecond, seconds, within } = JSON.parse(process.argv[2] ?? '{}') as Asked
const agent = new Agent({ keepAlive: true, maxSockets: 100 })

const times: number[] = []
let bad = 0
/** From the moment when it should have been asked: what waits for its turn waits for an answer, too. */
function ask(due: number): Promise<void> {
  return new Promise((resolve) => {
    request(url, { agent }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        if (answer.statusCode !== 200) bad++
        times.push(performance.now() - due)
        resolve()
      })
    }).end()
  })
}

const all: Promise<void>[] = []
const started = performance.now()
const count = perSecond * seconds
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const due = Math.min(count, ((performance.now() - started) * perSecond) / 1000)
    while (all.length < due) all.push(ask(started + (all.length * 1000) / perSecond))
    if (all.length < count) return
    clearInterval(timer)
    resolve()
  }, 1)
})
await Promise.all(all)
times.sort((a, b) => a - b)
const at = (part: number) => times[Math.floor(part * (times.length - 1))]!
console.log(
  JSON.stringify({
    p50: at(0.5),
    p99: at(0.99),
    within: times.filter((ms) => ms <= within).length / times.length,
    bad,
  }),
)
