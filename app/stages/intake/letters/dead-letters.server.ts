import { isUuid, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { SealBroken, type ShopVault, type Vaults } from '../../../platform/vault.server.ts'
import { cannotBeRead } from '../drain/read-claimed.server.ts'
import { unpackBody } from '../pack-body.server.ts'
import { wakeDrain } from '../wake-drain.server.ts'
import { maskBody } from './mask-body.ts'
import { orderOfBody } from './order-of-body.ts'

export interface LetterDeps {
  readonly db: Db
  readonly vaults: Vaults
}

/** A delivery that was taken and could not be worked through. */
export interface DeadLetter {
  readonly id: string
  readonly topic: string
  readonly reason: string
  readonly receivedAt: Date
  readonly attempts: number
  readonly hasBody: boolean
  /** Its body itself is what is wrong: trying again ends the same until there is another app. */
  readonly isUnreadable: boolean
  /** The order it is about, where its body names one. */
  readonly order: LetterOrder | null
}

interface LetterOrder {
  /** The store's number of it, as its address in the admin has it. */
  readonly storeId: string
  /** Null when it is not here. */
  readonly here: { readonly id: string; readonly name: string } | null
}

export interface DeadLetters {
  /** Newest first, at most 100. */
  readonly letters: readonly DeadLetter[]
  readonly total: number
  /** Deliveries that wait for a later try. */
  readonly waiting: number
}

export async function listDeadLetters(deps: LetterDeps, shop: ShopId): Promise<DeadLetters> {
  const listed = await withShop(deps.db, shop, async (tx) => {
    const where = { shopId: shop, state: 'dead' }
    const rows = await tx.delivery.findMany({
      where,
      orderBy: { id: 'desc' },
      take: 100,
      select: { id: true, topic: true, outcome: true, receivedAt: true, attempts: true },
    })
    return {
      rows,
      bodies: await readBodies(
        tx,
        rows.map(({ id }) => id),
      ),
      total: await tx.delivery.count({ where }),
      waiting: await tx.delivery.count({ where: { shopId: shop, state: 'waiting' } }),
    }
  })
  const { rows, bodies, total, waiting } = listed
  const storeIds =
    bodies.size > 0
      ? storeIdsOf(await deps.vaults.of(shop), rows, bodies)
      : new Map<string, string>()
  const here = await withShop(deps.db, shop, (tx) => ordersHere(tx, [...storeIds.values()]))
  return {
    letters: rows.map(({ outcome, ...row }) => {
      const storeId = storeIds.get(row.id)
      return {
        ...row,
        reason: outcome ?? '',
        hasBody: bodies.has(row.id),
        isUnreadable: outcome?.startsWith(cannotBeRead) ?? false,
        order: storeId === undefined ? null : { storeId, here: here.get(storeId) ?? null },
      }
    }),
    total,
    waiting,
  }
}

/** Most of a packed body that is opened only to see which order it names. */
const mostBytes = 65_536

/** By letter; null for a body that is there and too long to be looked into. Letters without one are left out. */
async function readBodies(
  tx: ShopTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer | null>> {
  // Bytes come as text: the database client takes them apart one by one.
  const rows = await tx.$queryRaw<{ id: string; body: string | null }[]>`
    select id::text, case when octet_length(body) <= ${mostBytes} then encode(body, 'base64') end as body
    from delivery where shop_id = ${tx.shopId}::uuid and id = any(${ids}::uuid[]) and body is not null`
  return new Map(
    rows.map(({ id, body }) => [id, body === null ? null : Buffer.from(body, 'base64')]),
  )
}

function storeIdsOf(
  vault: ShopVault,
  rows: readonly { readonly id: string; readonly topic: string }[],
  bodies: ReadonlyMap<string, Buffer | null>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { id, topic } of rows) {
    const body = bodies.get(id)
    const storeId = body ? storeIdOf(vault, topic, body) : null
    if (storeId !== null) found.set(id, storeId)
  }
  return found
}

function storeIdOf(vault: ShopVault, topic: string, sealed: Buffer): string | null {
  try {
    return orderOfBody(topic, unpackBody(vault.openBytes(sealed)))
  } catch (fault) {
    if (fault instanceof SealBroken) return null
    throw fault
  }
}

/** Our orders by the store's numbers of them. */
async function ordersHere(tx: ShopTx, storeIds: readonly string[]) {
  const prefix = 'gid://shopify/Order/'
  const rows = await tx.order.findMany({
    where: { shopId: tx.shopId, shopifyId: { in: storeIds.map((id) => prefix + id) } },
    select: { id: true, name: true, shopifyId: true },
  })
  return new Map(
    rows.map(({ shopifyId, id, name }) => [shopifyId.slice(prefix.length), { id, name }]),
  )
}

/** It is not on the list (any more): somebody tried again or discarded it. */
export interface NotDead {
  readonly kind: 'not_there'
}
const notThere = refuse<NotDead>({ kind: 'not_there' })

/** The body with everything personal blurred; null when it was erased. */
export async function showDeadLetter(
  deps: LetterDeps,
  shop: ShopId,
  id: string,
): Promise<Outcome<string | null, NotDead>> {
  if (!isUuid(id)) return notThere
  const row = await withShop(deps.db, shop, (tx) =>
    tx.delivery.findUnique({ where: { shopId_id: { shopId: shop, id } } }),
  )
  if (row?.state !== 'dead') return notThere
  if (row.body === null) return accept(null)
  const vault = await deps.vaults.of(shop)
  return accept(maskBody(unpackBody(vault.openBytes(row.body))))
}

/** Works through a letter once more, from its first try on. */
export function retryDeadLetter(
  deps: { readonly db: Db },
  shop: ShopId,
  id: string,
): Promise<Outcome<'waiting', NotDead>> {
  return withShop(deps.db, shop, async (tx) => {
    if (!isUuid(id)) return notThere
    const { count } = await tx.delivery.updateMany({
      where: { shopId: shop, id, state: 'dead', body: { not: null } },
      data: { state: 'waiting', attempts: 0, retryAt: null, doneAt: null, outcome: null },
    })
    if (count === 0) return notThere
    await wakeDrain(tx)
    return accept('waiting' as const)
  })
}

/** The same for all of them at once, for when what was wrong with them is put right. @returns how many. */
export function retryAllDeadLetters(deps: { readonly db: Db }, shop: ShopId): Promise<number> {
  return withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { shopId: shop, state: 'dead', body: { not: null } },
      data: { state: 'waiting', attempts: 0, retryAt: null, doneAt: null, outcome: null },
    })
    if (count > 0) await wakeDrain(tx)
    return count
  })
}

/** Puts a letter away for good, with a person's reason. Its body is erased. */
export function discardDeadLetter(
  deps: { readonly db: Db },
  shop: ShopId,
  letter: { readonly id: string; readonly reason: string; readonly by: string },
): Promise<Outcome<'discarded', NotDead>> {
  return withShop(deps.db, shop, async (tx) => {
    if (!isUuid(letter.id)) return notThere
    const { count } = await tx.delivery.updateMany({
      where: { shopId: shop, id: letter.id, state: 'dead' },
      data: {
        state: 'ignored',
        outcome: `discarded by ${letter.by}: ${letter.reason}`,
        body: null,
        doneAt: new Date(),
      },
    })
    return count === 0 ? notThere : accept('discarded' as const)
  })
}
