import { spawnSync } from 'node:child_process'
import { findOrInstall } from './system-package.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const inPath = (): string | undefined =>
  names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find((path) => path !== '')

export const findBrowser = (): string | undefined =>
  findOrInstall({
    name: 'Chromium',
    what: 'the journeys',
    packages: ['chromium', 'fonts-noto-cjk'],
    find: inPath,
  })
