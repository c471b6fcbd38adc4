// Prints everything that is derived: the management API's OpenAPI document, the typed client, the database schema and the reference pages.
// `node scripts/gen.ts` writes them; `generated()` gives them to the test that looks whether they are fresh.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generateClient, type OpenApi } from '../client/src/generate.ts'
import { features } from '../server/src/app.ts'
import { managementDocument } from '../server/src/platform/http/openapi.ts'
import { fieldTypesPage } from './field-types-page.ts'
import { errorsPage, eventsPage, permissionsPage, settingsPage } from './reference-pages.ts'

const root = dirname(import.meta.dirname)

/** Path in the project → text, of everything that needs no database. */
export function generated(): Record<string, string> {
  const document = managementDocument({ features })
  return {
    'docs/reference/openapi.json': `${JSON.stringify(document, null, 1)}\n`,
    'client/src/generated/management.ts': generateClient(document as unknown as OpenApi),
    'docs/reference/settings.md': settingsPage(),
    'docs/reference/permissions.md': permissionsPage(features),
    'docs/reference/events.md': eventsPage(features),
    'docs/reference/errors.md': errorsPage(features),
    'docs/reference/field-types.md': fieldTypesPage(),
  }
}

export function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
