import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { appEnvironment } from '#tests/demo/app-environment.ts'
import { openLocalDatabase } from '../../../tools/local-database.ts'
import { run } from '../../../tools/run.ts'

export interface BenchGround {
  readonly env: Readonly<Record<string, string>>
  /** Past row-level security. */
  readonly owner: pg.Pool
  readonly postmaster: number
  readonly secret: string
  readonly logs: string
  /** A shop that has the app. @returns its id. */
  addShop(domain: string, settings?: object): Promise<string>
  close(): Promise<void>
}

const secretsShape = z.object({
  apiKey: z.string(),
  apiSecret: z.string(),
  masterKey: z.string(),
  linkKey: z.string(),
  carrierSecret: z.string(),
})

/** New secrets; in a folder that is kept, those it was made with: what they sealed lies in its database. */
function secretsOf(folder: string) {
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) return secretsShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  const secrets = {
    apiKey: randomBytes(16).toString('hex'),
    apiSecret: randomBytes(24).toString('hex'),
    masterKey: randomBytes(32).toString('base64'),
    linkKey: randomBytes(32).toString('base64'),
    carrierSecret: randomBytes(24).toString('hex'),
  }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

/**
 * A PostgreSQL that syncs to disk, its schema up to date, and the environment of an app on it. Thrown away at the
 * end, unless it lies in a folder of its own (`keep`): then the next one to open it finds what is in it.
 */
export async function openBenchGround(
  name: string,
  port: number,
  appPort: number,
  keep?: string,
): Promise<BenchGround> {
  const folder = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), `orderwright-${name}-`))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const secrets = secretsOf(folder)
  const { server, env: urls } = await openLocalDatabase(join(folder, 'postgres'), port)
  const nobody = 'http://127.0.0.1:9'
  const env = {
    ...urls,
    ...appEnvironment(
      {
        app: `http://127.0.0.1:${appPort}`,
        store: nobody,
        carrier: nobody,
        smtp: 'smtp://127.0.0.1:9',
      },
      secrets,
      { sweepSeconds: 600, pollSeconds: 3_600 },
    ),
    LOG_LEVEL: 'warn',
  }
  const owner = new pg.Pool({ connectionString: urls.OWNER_DATABASE_URL, max: 4 })
  // What is idle when the server stops is no fault of what was measured.
  owner.on('error', () => undefined)
  const pidFile = join(folder, 'postgres', 'cluster', 'postmaster.pid')
  return {
    ...{ env, owner, secret: secrets.apiSecret, logs: join(folder, 'logs') },
    postmaster: Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]),
    async addShop(domain, settings = {}) {
      const { openDatabase } = await import('#app/platform/db.server.ts')
      const { openVaults } = await import('#app/platform/vault.server.ts')
      const { db, close } = openDatabase(urls.DATABASE_URL, 2)
      const wrapped = openVaults(db, Buffer.from(secrets.masterKey, 'base64')).newWrappedKey()
      await close()
      const { rows } = await owner.query<{ id: string }>(
        `insert into shop (domain, name, email, country, wrapped_key, installed_at, settings)
         values ($1, 'Bench', 'bench@example.com', 'IE', $2, now(), $3) returning id`,
        [domain, Buffer.from(wrapped), settings],
      )
      return rows[0]?.id ?? ''
    },
    close: async () => {
      await owner.end()
      await server.stop()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The app as it is run, built from these sources. */
export async function mustBeBuilt(): Promise<void> {
  if ((await run('node', ['tools/build.ts', '--if-needed'])) !== 0)
    throw new Error('the build failed; see above')
}
