import { existsSync } from 'node:fs'
import { findOrInstall } from './system-package.ts'

const clamd = '/usr/sbin/clamd'

export const findClamd = (): string | undefined =>
  findOrInstall({
    name: 'ClamAV',
    what: 'the tests of the virus scanner',
    packages: ['clamav-daemon'],
    find: () => (existsSync(clamd) ? clamd : undefined),
  })
