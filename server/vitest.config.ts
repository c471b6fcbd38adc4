import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/postgres-cluster.ts'],
    // Each file has a database of its own, so files may run at the same time; more workers than cores only wait for each other. They
    // share what is loaded: nothing of the server keeps anything outside of what is made for a test.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // What is waited for comes in moments; on a loaded machine the moments are longer, and that is no failure.
    expect: { poll: { timeout: 30_000 } },
  },
})
