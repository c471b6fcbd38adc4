import { operations, type Operations } from './generated/management.ts'
import { send, type Call, type ClientOptions } from './http.ts'

type Rooms = Operations extends infer All
  ? { [K in keyof All]: K extends `${infer Room}.${string}` ? Room : never }[keyof All]
  : never
type Verbs<Room extends string> = {
  [K in keyof Operations]: K extends `${Room}.${infer Verb}` ? Verb : never
}[keyof Operations]
type Of<Room extends string, Verb extends string> = `${Room}.${Verb}` extends keyof Operations
  ? Operations[`${Room}.${Verb}`]
  : never

type Arguments<O> = O extends { params: infer P; query: infer Q; body: infer B }
  ? P &
      ([B] extends [never] ? { body?: undefined } : { body: B }) & { query?: Q } & Pick<
        Call,
        'ifMatch' | 'idempotencyKey' | 'signal'
      >
  : never
type Reply<O> = O extends { reply: infer R } ? R : never

/** `client.entries.list({ site: 'main', query: { type: 'news' } })`: one function per operation of the management API. */
export type Client = {
  [Room in Rooms & string]: {
    [Verb in Verbs<Room> & string]: (call: Arguments<Of<Room, Verb>>) => Promise<Reply<Of<Room, Verb>>>
  }
}

export function createClient(options: ClientOptions): Client {
  const client: Record<string, Record<string, unknown>> = {}
  for (const [name, operation] of Object.entries(operations)) {
    const at = name.indexOf('.')
    const room = (client[name.slice(0, at)] ??= {})
    room[name.slice(at + 1)] = (call: Call = {}) => send(options, operation, call)
  }
  return client as unknown as Client
}

export { ProblemError, send, type ClientOptions } from './http.ts'
export type * from './generated/management.ts'
