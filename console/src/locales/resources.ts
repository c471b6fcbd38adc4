import { apiTokens } from './api-tokens.ts'
import { apis } from './apis.ts'
import { audit } from './audit.ts'
import { auditEvents } from './audit-events.ts'
import { conditions } from './conditions.ts'
import { contentTypes } from './content-types.ts'
import { endpoints } from './endpoints.ts'
import { entries } from './entries.ts'
import { fields } from './fields.ts'
import { grants } from './grants.ts'
import { groups } from './groups.ts'
import { home } from './home.ts'
import { files } from './files.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { members } from './members.ts'
import { calls } from './calls.ts'
import { keys } from './keys.ts'
import { palette } from './palette.ts'
import { preview } from './preview.ts'
import { modelFiles } from './model-files.ts'
import { refusals } from './refusals.ts'
import { reorder } from './reorder.ts'
import { richTextChanges } from './rich-text-changes.ts'
import { sessions } from './sessions.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { sites } from './sites.ts'
import { trying } from './trying.ts'
import { uploads } from './uploads.ts'
import { webhooks } from './webhooks.ts'

const rooms = {
  audit,
  auditEvents,
  grants,
  groups,
  webhooks,
  apis,
  endpoints,
  refusals,
  trying,
  imports,
  jobs,
  sites,
  apiTokens,
  calls,
  members,
  conditions,
  contentTypes,
  entries,
  fields,
  home,
  keys,
  palette,
  preview,
  modelFiles,
  reorder,
  richTextChanges,
  files,
  sessions,
  setup,
  shell,
  uploads,
}

type Rooms = typeof rooms
const of = <L extends 'ja' | 'en'>(language: L) =>
  Object.fromEntries(Object.entries(rooms).map(([name, words]) => [name, words[language]])) as {
    [Name in keyof Rooms]: Rooms[Name][L]
  }

/** All words of the console, one namespace a room. */
export const resources = { ja: of('ja'), en: of('en') }
