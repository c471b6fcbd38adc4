import type { App } from '#platform/app.ts'

/** Rooms whose events are told outside: what a site's content is about. Log-ins, tokens and rights are the house's own matter. */
const rooms = ['entry', 'entries', 'content_type', 'import', 'api', 'endpoint']
/** Sent by the test button only. */
export const testEvent = 'webhook.test'

/** Work of the house behind the events that are told. */
const untold = ['entries.rebuilt', 'entry.autosaved']

export const tellableEvents = (app: App): string[] =>
  app.features
    .flatMap((feature) => Object.keys(feature.events))
    .filter((type) => rooms.includes(type.split('.')[0]!) && !untold.includes(type))
    .toSorted()
