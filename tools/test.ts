import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { run } from './run.ts'

/**
 * Runs all tests (or those named) and ends with one plain line: `N passed, N failed, N skipped`.
 * The browser tests drive the built app, so it is built first unless only other projects are named.
 */
const args = process.argv.slice(2)
const report = '.cache/tests.json'
mkdirSync('.cache', { recursive: true })
rmSync(report, { force: true })
const onlyOthers = args.includes('--project') && !args.includes('browser')
if (!onlyOthers) {
  const built = await run('node', ['tools/build.ts', '--if-needed'])
  if (built !== 0) process.exit(built)
}
const code = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...args,
])
const {
  numPassedTests = 0,
  numFailedTests = 0,
  numPendingTests = 0,
  numFailedTestSuites = 0,
} = JSON.parse(readFileSync(report, 'utf8'))
const failed =
  numFailedTests + (numFailedTests === 0 && code !== 0 ? Math.max(1, numFailedTestSuites) : 0)
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`)
// The report counts as much as the status: either of them bad is a failed run.
process.exit(failed > 0 ? Math.max(1, code) : code)
