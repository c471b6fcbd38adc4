import { Logger } from 'graphile-worker'
import type { App } from '#platform/app.ts'

/** graphile-worker's messages in our log: its chatter at debug, failures as they are. */
export function quietLogger(app: Pick<App, 'log'>): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') app.log.error({ job: meta }, message)
    else if (level === 'warning') app.log.warn({ job: meta }, message)
    else app.log.debug(message)
  })
}
