import { configDefaults, defineConfig } from 'vitest/config'

/** A minute or two each: in `npm run test:full`, and where they are named (`npm run e2e -- conversions`). */
const long = [
  'conversions.test.ts',
  'conversions-editor.test.ts',
  'conversions-meanwhile.test.ts',
  'big-files.test.ts',
  'direct-files.test.ts',
  'model-upload.test.ts',
]

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env['TEST_SHORT'] ? long : [])],
    globalSetup: ['prepared.ts'],
    // Whole servers run in here: two at a time.
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
