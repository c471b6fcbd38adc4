import Type, { type Static } from 'typebox'

const Groups = Type.Array(
  Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { minItems: 2, maxItems: 20 }),
  { maxItems: 500, description: 'Lists of words that mean the same, in any language' },
)
export const SynonymsBody = Type.Object(
  { groups: Groups },
  { title: 'SynonymsBody', additionalProperties: false },
)
export type SynonymsBody = Static<typeof SynonymsBody>
export const SynonymsReply = Type.Object(
  { groups: Groups, etag: Type.Integer() },
  { title: 'Synonyms', additionalProperties: false },
)
export type SynonymsReply = Static<typeof SynonymsReply>
