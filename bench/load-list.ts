// The other load generator: asks each address of a list once, so many at a time, and prints how long all of it took as one JSON line.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

type Asked = { origin: string; file: string; at_once: number; method?: string }
const { origin, file, at_once: atOnce, method = 'GET' } = JSON.parse(process.argv[2] ?? '{}') as Asked
/** A path a line; after a tab a body and the headers that go with it. */
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })

function ask(line: string): Promise<number> {
  const [path = '/', body, headers = '{}'] = line.split('\t')
  return new Promise((resolve, reject) => {
    const sent = request(
      `${origin}${path}`,
      { agent, method, headers: JSON.parse(headers) as Record<string, string> },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
        answer.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

let bad = 0
let next = 0
const started = performance.now()
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let line = lines[next++]; line !== undefined; line = lines[next++])
      if ((await ask(line)) >= 400) bad++
  }),
)
console.log(JSON.stringify({ ms: performance.now() - started, count: lines.length, bad }))
