import type { BlockKindDefinition, ContentTypeDefinition } from '@dozo/client'
import { inOrder as order } from '@dozo/content-model/model-order'

export type Stages = {
  first: ContentTypeDefinition
  then: ContentTypeDefinition
  whole: ContentTypeDefinition
}

/** The order of the content model, for definitions as the management API describes them. */
export const inOrder = order as unknown as (
  fresh: readonly ContentTypeDefinition[],
  there?: readonly ContentTypeDefinition[],
  kinds?: readonly BlockKindDefinition[],
) => Stages[]
