// Fastify with one route that sends a buffer: what the fastest answer of this kind costs.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const [file = '', port = ''] = process.argv.slice(2)
const answer = JSON.parse(readFileSync(file, 'utf8')) as { headers: Record<string, string>; body: string }
const body = Buffer.from(answer.body, 'base64')
const fastify = Fastify({ logger: false })
fastify.get('/*', (_request, reply) => reply.headers(answer.headers).send(body))
await fastify.listen({ host: '127.0.0.1', port: Number(port) })
console.log('ready')
