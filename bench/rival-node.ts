// node:http with one buffer: the least that an answer costs.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file = '', port = ''] = process.argv.slice(2)
const answer = JSON.parse(readFileSync(file, 'utf8')) as { headers: Record<string, string>; body: string }
const body = Buffer.from(answer.body, 'base64')
createServer((_request, response) => response.writeHead(200, answer.headers).end(body)).listen(
  Number(port),
  '127.0.0.1',
  () => console.log('ready'),
)
