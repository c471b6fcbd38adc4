import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generateDeliveryClient } from '../delivery-client/generate.ts'
import { session } from '../login-file.ts'
import { withUsedKinds } from '../model/used-kinds.ts'

const runtime = fileURLToPath(import.meta.resolve('@dozo/client/delivery/runtime'))

/** `client [--site KEY] [--api KEY]`: one TypeScript file, without dependencies, for front ends of a site. */
export async function client(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { site: { type: 'string' }, api: { type: 'string', default: 'default' } },
  })
  const { client: management, site: own } = session()
  const site = values.site ?? own
  const [api, endpoints, types] = await Promise.all([
    management.apis.get({ site, api: values.api }),
    management.endpoints.list({ site, api: values.api }),
    management['content-types'].list({ site }),
  ])
  const model = { url: api.data.url, endpoints: endpoints.data, types: types.data.map(withUsedKinds) }
  process.stdout.write(generateDeliveryClient(readFileSync(runtime, 'utf8'), model))
}
