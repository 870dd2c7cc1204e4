import { defineConfig } from 'vitest/config'
import { dependentOnServer } from './testing/dependents.ts'

const rooms = ['app', 'bench', 'bin', 'check', 'engines', 'platform', 'rooms', 'sample', 'testing']

/** Statements of a source that is wrong on purpose need no check. */
const isMutation = process.env.MUTATION === '1'

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: './testing/global-setup.ts',
    // Twice the cores of the smallest machine: a browser that waits, and a town that is written to a disk, leave theirs to the others.
    maxWorkers: 4,
    // What one change was made into must never be read for the next one, whichever worker was still at it.
    fsModuleCache: !isMutation,
    // A worker keeps what it has loaded, its browser and its connection for the files that follow.
    isolate: false,
    // What is waited for comes late on a busy machine: a second, the usual patience, is less than one great collection of memory.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default', './testing/slowest.reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include:
            process.env.TEST_POSTGRES === 'oldest'
              ? dependentOnServer(rooms)
              : rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
          globalSetup: isMutation ? [] : ['./testing/statements/global-setup.ts', './testing/refusals/global-setup.ts'],
          ...(process.env.MUTATION_TOGETHER ? { runner: './testing/mutation/together.runner.ts' } : {}),
          setupFiles: isMutation ? [] : ['./testing/statements/setup.ts', './testing/refusals/setup.ts'],
          // A busy machine must not look like a change that was noticed.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['e2e/**/*.test.{ts,tsx}'], testTimeout: 120_000, hookTimeout: 180_000 },
      },
    ],
  },
})
