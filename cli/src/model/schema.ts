/** JSON Schema of the files, from the server's own description of what it takes. */
export async function schemaOf(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/manage/v1/openapi.json`)
  if (!response.ok) throw new TypeError('fetch failed')
  const document = (await response.json()) as { components: { schemas: Record<string, Schema> } }
  const all = document.components.schemas
  const { hosts: _hosts, ...site } = all['SiteChange']!.properties!
  const $defs: Record<string, unknown> = {
    ...all,
    SiteFile: { type: 'object', additionalProperties: false, properties: site },
    ApiFile: {
      ...all['NewApi'],
      properties: {
        ...all['NewApi']!.properties,
        endpoints: { type: 'array', items: { $ref: '#/components/schemas/EndpointInput' } },
      },
    },
  }
  const kept = reach($defs, [
    'SiteFile',
    'BlockKindDefinition',
    'ContentTypeDefinition',
    'NewGroup',
    'ApiFile',
  ])
  const text = JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: kept })
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as Record<string, unknown>
}

type Schema = { properties?: Record<string, unknown> }

/** The named schemas and those that they refer to. */
function reach(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const found = new Map<string, unknown>()
  const follow = (name: string): void => {
    if (found.has(name) || all[name] === undefined) return
    found.set(name, all[name])
    for (const [, next] of JSON.stringify(all[name]).matchAll(/#\/components\/schemas\/(\w+)/g)) follow(next!)
  }
  names.forEach(follow)
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
