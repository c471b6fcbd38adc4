// Started by embedded.test.ts as a process of its own, so that it can be killed: `embedded-child.ts <data folder>`.
import { startEmbedded } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log.ts'

const embedded = await startEmbedded({ dataDir: process.argv[2]!, log: createLog('silent') })
process.send?.({ pid: embedded.pid(), connection: embedded.connection })
process.on('message', () => void embedded.stop().then(() => process.exit(0)))
