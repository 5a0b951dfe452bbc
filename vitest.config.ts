import { defineConfig } from 'vitest/config'

const database = {
  globalSetup: ['tests/setup/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

/** `vitest run --project unit` and so on; all of them run in random order. */
export default defineConfig({
  test: {
    sequence: { shuffle: true },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'app/**/*.test.{ts,tsx}',
            'tests/{store,carrier,partner,mailbox,tools}/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
          ...database,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          ...database,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
        test: {
          name: 'extensions',
          environment: 'jsdom',
          include: ['extensions/*/tests/**/*.test.ts'],
          server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          ...database,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // A real browser on a shared machine: a page that is slow once is looked at again.
          retry: 1,
        },
      },
    ],
  },
})
