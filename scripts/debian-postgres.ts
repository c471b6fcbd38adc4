import { existsSync } from 'node:fs'
import { findOrInstall } from './system-package.ts'

const initdb = '/usr/lib/postgresql/15/bin/initdb'

/** Is Debian's PostgreSQL 15 there for the long runs? */
export const findDebianPostgres = (): boolean =>
  findOrInstall({
    name: 'PostgreSQL 15',
    what: 'the runs on it',
    packages: ['postgresql-15'],
    find: () => (existsSync(initdb) ? initdb : undefined),
  }) !== undefined
