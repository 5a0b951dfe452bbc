import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { Role } from '../../app/journey/permissions.ts'
import { acting, visitorAt } from '../../app/platform/acting.server.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { copyDatabase } from '../database.ts'
import { appEnvironment } from '../demo/app-environment.ts'
import { appKeys, joinShop } from '../shop.ts'
import { littleSeed } from '../store/little-seed.ts'
import { startStore } from '../store/store.ts'
import { idToken } from '../visitors/id-token.ts'

/** What a route file exports for the server. */
interface RouteModule {
  readonly loader?: (args: LoaderFunctionArgs) => unknown
  readonly action?: (args: ActionFunctionArgs) => unknown
}

export interface Visit {
  readonly file: string
  readonly as: Role
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  /** Asked as staff of the shop next door, who have the same roles there. */
  readonly nextDoor?: boolean
  /** Sent as a form when there is one: then the action answers. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>
}

const folder = new URL('../../app/routes/', import.meta.url)
/** Every page and file inside the admin, by its route file. */
export const routeFiles = readdirSync(folder)
  .filter((name) => /^app[.]/.test(name))
  .sort()
export const readRoute = async (file: string): Promise<RouteModule> =>
  import(/* @vite-ignore */ new URL(file, folder).pathname)

/** `app.orders.$id._index.tsx` is `/app/orders/<id>`; what is not given gets an id nobody has. */
export function addressOf(file: string, params: Readonly<Record<string, string>> = {}) {
  const filled: Record<string, string> = {}
  const parts = file.replace(/\.tsx?$/, '').split('.')
  const path = parts
    .filter((part) => part !== '_index')
    .map((part) => {
      if (!part.startsWith('$')) return part
      const name = part.slice(1).replace(/_$/, '')
      filled[name] = params[name] ?? randomUUID()
      return filled[name]
    })
  return { path: `/${path.join('/')}`, params: filled }
}

/** Another shop that has the app, with staff of its own and nothing else. */
export const nextDoorDomain = 'next-door.myshopify.com'

/** The app's own pages inside the admin, in this process, on a database and a store of their own. */
export async function openSignedInPages(seed = littleSeed, logFile?: string) {
  const database = await copyDatabase()
  const shops = [seed.shop.domain, nextDoorDomain]
  const standIn = await startStore({
    ...{ appUrl: 'http://app.test', ...appKeys, topics: [], seed, shops },
  })
  const nowhere = 'http://127.0.0.1:1'
  const around = {
    app: 'http://app.test',
    store: standIn.baseUrl,
    carrier: nowhere,
    smtp: 'smtp://127.0.0.1:1',
  }
  const key = () => randomBytes(32).toString('base64')
  const secrets = { ...appKeys, masterKey: key(), linkKey: key(), carrierSecret: key() }
  Object.assign(
    process.env,
    appEnvironment(around, secrets, { sweepSeconds: 600, pollSeconds: 600 }),
    { DATABASE_URL: database.appUrl, OWNER_DATABASE_URL: database.ownerUrl },
    logFile ? { LOG_LEVEL: 'info', LOG_FILE: logFile } : { LOG_LEVEL: 'silent' },
  )
  const { services } = await import('../../app/wiring/services.server.ts')
  // What tests seal, the app opens: one master key.
  const joined = await joinShop({ ...database, vaults: services().vaults }, standIn)
  const { shop: nextDoor } = await joinShop(
    { ...database, vaults: services().vaults },
    standIn,
    nextDoorDomain,
  )
  const { shop } = joined
  const users: Record<Role, string> = {
    owner: '9001',
    office: '9002',
    picker: '9003',
    packer: '9004',
    care: '9005',
    read_only: '9006',
  }
  for (const shopId of [shop, nextDoor]) {
    await database.owner.query('update shop set wrapped_key = $2 where id = $1', [
      ...[shopId, Buffer.from(services().vaults.newWrappedKey())],
    ])
    await withShop(services().db, shopId, (tx) =>
      tx.person.createMany({
        data: Object.entries(users).map(([role, user]) => ({
          ...{ shopId, role, handle: `shopify:${user}` },
        })),
      }),
    )
  }

  /** Asks a page as the browser does, signed in as somebody with that role. */
  async function visit({
    file,
    as,
    params = {},
    query = '',
    form,
    nextDoor,
  }: Visit): Promise<Response> {
    const { loader, action } = await readRoute(file)
    const address = addressOf(file, params)
    const url = `http://app.test${address.path}${query}`
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(form ?? {}))
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    const identity = { ...appKeys, shop: nextDoor ? nextDoorDomain : joined.store.domain }
    const request = new Request(url, {
      headers: {
        authorization: `Bearer ${idToken(identity, { id: users[as] })}`,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0 Safari/537.36',
      },
      ...(form ? { method: 'POST', body } : {}),
    })
    const run = form ? action : loader
    if (!run) return new Response('no such door', { status: 405 })
    return acting(visitorAt(url), async () => {
      try {
        return asResponse(await run({ request, params: address.params, context: {} }))
      } catch (thrown) {
        if (thrown instanceof Response) return thrown
        throw thrown
      }
    })
  }
  const close = async () => {
    await services().close()
    await standIn.close()
    await database.close()
  }
  return { database, standIn, joined, shop, nextDoor, users, services: services(), visit, close }
}
export type SignedInPages = Awaited<ReturnType<typeof openSignedInPages>>

/** Remix's `data(value, { status })` and plain values become what the browser would get. */
export function asResponse(answer: unknown): Response {
  if (answer instanceof Response) return answer
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'type' in answer &&
    answer.type === 'DataWithResponseInit'
  ) {
    const init: unknown = 'init' in answer ? answer.init : null
    const status =
      typeof init === 'object' && init !== null && 'status' in init ? Number(init.status) : 200
    return Response.json('data' in answer ? answer.data : null, { status })
  }
  return Response.json(answer ?? null)
}
