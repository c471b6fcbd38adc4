import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownSettings, run } from './program.ts'

test('the doctor says in words what is not ready, and ends with 1 only for what is broken', async () => {
  const env = await ownSettings()
  const fine = run(env, ['doctor'])
  expect(await fine.over).toBe(0)
  for (const words of [
    'The console is not behind HTTPS',
    'Only its owner can read the key',
    'Keep a copy of',
    'PostgreSQL 18',
    'Free disk space',
  ])
    expect(fine.said()).toContain(words)

  chmodSync(join(env['DOZO_DATA']!, 'secret.key'), 0o644)
  const broken = run({ ...env, DOZO_LANGUAGE: 'ja' }, ['doctor'])
  expect(await broken.over).toBe(1)
  expect(broken.said()).toContain('をほかの人も読めます。chmod 600 してください。')

  chmodSync(join(env['DOZO_DATA']!, 'secret.key'), 0o600)
  const behind = run({ ...env, DOZO_CONSOLE_URL: 'https://cms.example.com' }, ['doctor'])
  expect(await behind.over).toBe(0)
  expect(behind.said()).toContain('DOZO_TRUSTED_PROXIES is empty')
}, 120_000)
