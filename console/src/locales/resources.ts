import { entries } from './entries.ts'
import { fields } from './fields.ts'
import { sessions } from './sessions.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'

const rooms = { entries, fields, sessions, setup, shell }

type Rooms = typeof rooms
const of = <L extends 'ja' | 'en'>(language: L) =>
  Object.fromEntries(Object.entries(rooms).map(([name, words]) => [name, words[language]])) as {
    [Name in keyof Rooms]: Rooms[Name][L]
  }

/** All words of the console, one namespace a room. */
export const resources = { ja: of('ja'), en: of('en') }
