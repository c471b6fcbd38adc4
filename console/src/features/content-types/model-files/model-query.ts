import type { BlockKind, ContentType } from '@dozo/client'
import { client } from '../../../api/client.ts'

export type SiteModel = { types: ContentType[]; kinds: BlockKind[] }

/** The types and shared blocks of the site as they are now; asked anew each time, as a plan is made for what is there. */
export async function readModel(site: string): Promise<SiteModel> {
  const [types, kinds] = await Promise.all([
    client['content-types'].list({ site }),
    client['block-kinds'].list({ site }),
  ])
  return { types: types.data, kinds: kinds.data }
}
