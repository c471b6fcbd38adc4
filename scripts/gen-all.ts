// `npm run gen`: writes what is derived. For the database schema and the answers on the page of operations it starts a throw-away Dozo.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../server/src/platform/config.ts'
import { dumpSchema } from '../server/src/platform/db/dump.ts'
import { open } from '../server/src/commands/open.ts'
import { generated, write } from './gen.ts'
import { askExamples } from './operation-examples.ts'
import { operationsPage } from './operations-page.ts'
import { served } from './served.ts'

write(generated())
const dataDir = mkdtempSync(join(tmpdir(), 'dozo-gen-'))
const opened = await open(
  readConfig({ DOZO_DATA: dataDir, DOZO_SAMPLE: 'false', DOZO_LOG: 'warn', DOZO_LANGUAGE: 'en' }),
)
write({ 'server/schema.sql': await dumpSchema(opened.db) })
const { server, stop } = await served(opened.app)
write({ 'docs/reference/operations.md': operationsPage(await askExamples(server)) })
await stop()
await opened.close()
rmSync(dataDir, { recursive: true, force: true })
