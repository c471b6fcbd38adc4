// `npm run gen`: writes what is derived, the database schema included (it starts a throw-away PostgreSQL for that).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../server/src/platform/config.ts'
import { dumpSchema } from '../server/src/platform/db/dump.ts'
import { open } from '../server/src/commands/open.ts'
import { generated, write } from './gen.ts'

write(generated())
const dataDir = mkdtempSync(join(tmpdir(), 'dozo-gen-'))
const opened = await open(readConfig({ DOZO_DATA: dataDir, DOZO_SAMPLE: 'false', DOZO_LOG: 'warn' }))
write({ 'server/schema.sql': await dumpSchema(opened.db) })
await opened.close()
rmSync(dataDir, { recursive: true, force: true })
