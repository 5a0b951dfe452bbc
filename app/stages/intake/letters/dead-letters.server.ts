import { isUuid, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import { unpackBody } from '../pack-body.server.ts'
import { wakeDrain } from '../wake-drain.server.ts'
import { maskBody } from './mask-body.ts'

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
}

export interface DeadLetters {
  /** Newest first, at most 100. */
  readonly letters: readonly DeadLetter[]
  readonly total: number
  /** Deliveries that wait for a later try. */
  readonly waiting: number
}

export function listDeadLetters(deps: { readonly db: Db }, shop: ShopId): Promise<DeadLetters> {
  return withShop(deps.db, shop, async (tx) => {
    const where = { shopId: shop, state: 'dead' }
    const rows = await tx.delivery.findMany({
      where,
      orderBy: { id: 'desc' },
      take: 100,
      select: { id: true, topic: true, outcome: true, receivedAt: true, attempts: true },
    })
    const empty = await tx.delivery.findMany({
      where: { ...where, id: { in: rows.map(({ id }) => id) }, body: null },
      select: { id: true },
    })
    const without = new Set(empty.map(({ id }) => id))
    return {
      letters: rows.map(({ outcome, ...row }) => ({
        ...row,
        reason: outcome ?? '',
        hasBody: !without.has(row.id),
      })),
      total: await tx.delivery.count({ where }),
      waiting: await tx.delivery.count({ where: { shopId: shop, state: 'waiting' } }),
    }
  })
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
