/**
 * Starts every npm script on a machine that has nothing but Node 20 and npm 11: installs what
 * package-lock.json says (once), makes the database client, then goes on under the Node that came with
 * the packages. Plain JavaScript without dependencies, since it runs before there are any.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(top)
const bin = join(top, 'node_modules', '.bin')
const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')

/** What each npm script runs, after the set-up. */
const scripts = {
  demo: ['tests/demo/main.ts'],
  test: ['tools/test.ts'],
  check: ['tools/check.ts'],
  build: ['tools/build.ts'],
  start: ['tools/start.ts'],
  migrate: ['tools/migrate.ts'],
  replay: ['tools/replay.ts'],
  chaos: ['tests/chaos/main.ts'],
  fuzz: ['tests/fuzz/main.ts'],
  'rotate-keys': ['tools/rotate-keys.ts'],
  backup: ['tools/backup.ts'],
  restore: ['tools/restore.ts'],
}
/** `bench:routes` runs tests/bench/routes.ts, `drill:floor` tests/drill/floor.ts, and so on. */
const measured = /^(bench|drill):([a-z-]+)$/

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`)

/** @param {string[]} files */
const digest = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}

/**
 * Runs a step unless it ran before on the same files.
 * @param {string} name @param {string[]} files @param {string[]} makes @param {() => void} work
 */
function once(name, files, makes, work) {
  const marker = join('.cache', name)
  const now = digest(files)
  if (
    makes.every((path) => existsSync(path)) &&
    existsSync(marker) &&
    readFileSync(marker, 'utf8') === now
  )
    return
  work()
  mkdirSync('.cache', { recursive: true })
  writeFileSync(marker, now)
}

/** @param {string} what @param {string} command @param {string[]} args @param {Record<string, string>} env */
function must(what, command, args, env = {}) {
  const started = Date.now()
  say(`${what} …`)
  const ran = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, ...env },
    shell: process.platform === 'win32',
  })
  if (ran.status !== 0) {
    say(ran.stdout ?? '')
    say(ran.stderr ?? String(ran.error))
    say(
      `${what}: failed. Nothing was started. Mend what is named above and run the same command again.`,
    )
    process.exit(1)
  }
  say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

const [name = '', ...args] = process.argv.slice(2)
const [, kind, what] = measured.exec(name) ?? []
const script = Object.hasOwn(scripts, name)
  ? scripts[/** @type {keyof typeof scripts} */ (name)]
  : kind
    ? [`tests/${kind}/${what}.ts`]
    : null
if (!script) {
  say(`usage: npm run ${Object.keys(scripts).join(' | ')}`)
  process.exit(2)
}

once('installed', ['package-lock.json', 'package.json'], ['node_modules/.bin/node'], () => {
  const npm = process.env['npm_execpath']
  // Not `npm ci`: it refuses a lock that leaves out other platforms' optional packages. The lock is followed all the same.
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline']
  if (npm) must('Installing packages', process.execPath, [npm, ...install])
  else must('Installing packages', 'npm', install)
})
once(
  'client',
  ['prisma/schema.prisma', 'package-lock.json'],
  ['app/platform/prisma/client.ts', 'node_modules/.prisma/client/default.js'],
  () =>
    must('Making the database client', node, ['node_modules/prisma/build/index.js', 'generate'], {
      // The client needs no engine file, the command looks for one all the same: any file does.
      PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      DATABASE_URL: 'postgres://unused',
      OWNER_DATABASE_URL: 'postgres://unused',
    }),
)

const child = spawn(node, [...script, ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` },
})
// Ctrl-C reaches the child by the terminal; a signal to this process alone is passed on.
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => undefined)
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
