import type { Words } from '#platform/words.ts'
import type { EndpointSettings } from '#platform/operation.ts'

/** What an endpoint may say besides its path and operation. `who` is looked at before the operation is. */
export type SettingName = Exclude<keyof EndpointSettings, 'id' | 'path' | 'operation'> | 'who'

/** What the reference says of an operation beside what can be taken from its code. */
export type OperationWords = {
  does: Words
  /** Where more is asked of callers than API and endpoint ask. */
  callers?: Words
  /** Those that mean something to it, besides the ones that every endpoint has. */
  settings: readonly SettingName[]
  /** Of the address, as it is written there; `filter[…]` stands for all filters. */
  parameters: Readonly<Record<string, Words>>
  /** What of the body is not the fields that the endpoint names. */
  body?: Words
  limits?: Words
  /** Codes that are its own, with the status that they come with. The reference shows one call for each. */
  problems: Readonly<Record<string, number>>
}
