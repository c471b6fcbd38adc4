import type { ContentTypeDefinition } from './definition.ts'

/** Whether its entries stand where somebody has put them: a tree, or a list that is ordered by hand. */
export const ordersByHand = ({ kind, ordered }: ContentTypeDefinition): boolean =>
  kind === 'tree' || ordered === 'manual'
