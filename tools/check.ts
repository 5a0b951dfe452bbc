import { run } from './run.ts'

/** Every static check, cheapest first; then the tests, unless `--static`. Stops at the first that fails. */
const checks: readonly (readonly [string, string, readonly string[]])[] = [
  ['format and lint', 'biome', ['ci', '--max-diagnostics=60']],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['types of the extensions', 'tsc', ['--noEmit', '-p', 'extensions']],
  [
    'who may import whom',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', 'app', 'tests', 'tools'],
  ],
  ['dead code', 'knip', []],
  ['Shopify’s own check of an app', 'node', ['tools/doctor.ts']],
  [
    'type coverage',
    'type-coverage',
    ['-p', '.', '--at-least', '99.5', '--strict', '--ignore-catch'],
  ],
]

for (const [what, command, args] of checks) {
  console.log(`— ${what}`)
  const code = await run(command, args)
  if (code !== 0) {
    console.log(`${what}: failed (${command} ${args.join(' ')})`)
    process.exit(code)
  }
}
if (!process.argv.includes('--static')) process.exit(await run('node', ['tools/test.ts']))
console.log('all static checks passed')
