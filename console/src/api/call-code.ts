import type { ApiCall } from './calls.ts'

/** For a shell: everything in single quotes, within which only they themselves mean something. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A call as one pastes it into a terminal; the token comes from the environment. */
export function curlOf({ method, path, headers, body }: ApiCall, host: string): string {
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(`${host}${path}`)}`,
    '-H "Authorization: Bearer $DOZO_TOKEN"',
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body, null, 2))}`]),
  ]
  return lines.join(' \\\n  ')
}

/** The same as a program, with nothing to install. */
export function typescriptOf({ method, path, headers, body }: ApiCall, host: string): string {
  const indented = (value: unknown) => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
  const all = Object.entries(headers).map(([name, value]) => `    '${name}': ${JSON.stringify(value)},`)
  return [
    `const reply = await fetch(${JSON.stringify(`${host}${path}`)}, {`,
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    '  headers: {',
    '    authorization: `Bearer ${process.env.DOZO_TOKEN}`,',
    ...all,
    '  },',
    ...(body === undefined ? [] : [`  body: JSON.stringify(${indented(body)}),`]),
    '})',
    'if (!reply.ok) throw new Error(await reply.text())',
    ...(method === 'DELETE' ? [] : ['const { data } = await reply.json()']),
  ].join('\n')
}
