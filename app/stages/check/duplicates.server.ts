import { z } from 'zod'
import { addressForPeople, buyerName, buyerShape } from '../../journey/buyer.ts'
import { releaseHold } from '../../journey/holds/release-hold.server.ts'
import { cancelInStore as cancelJob } from '../../journey/jobs.ts'
import { bookCall } from '../../journey/outside-call.server.ts'
import { readOrderState, readShipmentState } from '../../journey/read-state.ts'
import { note } from '../../journey/timeline.server.ts'
import { isUuid, type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault, Vaults } from '../../platform/vault.server.ts'
import { cancelKey } from './cancel-order.server.ts'
import { mayCombine } from './grounds/decide-combine.ts'
import {
  duplicateReasonWords,
  readDuplicateReason,
  reasonWeight,
} from './grounds/decide-duplicate.ts'

type Deps = { readonly db: Db; readonly vaults: Vaults }

/** Pairs that wait for a person, oldest first. */
export const listDuplicates = ({ db }: Pick<Deps, 'db'>, shop: ShopId) =>
  withShop(
    db,
    shop,
    (tx) => tx.$queryRaw<
      {
        id: string
        score: number
        openedAt: Date
        orderId: string
        name: string
        firstName: string
      }[]
    >`select p.id, p.score, p.opened_at as "openedAt", p.order_id as "orderId", o.name, f.name as "firstName"
    from duplicate_pair p
    join sales_order o on o.shop_id = p.shop_id and o.id = p.order_id
    join sales_order f on f.shop_id = p.shop_id and f.id = p.first_id
    where p.shop_id = ${shop}::uuid and p.state = 'open' and o.cancelled_at is null and f.cancelled_at is null
    order by p.id limit 100`,
  )

async function readSide(tx: ShopTx, vault: ShopVault, id: string) {
  const row = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: {
      lines: { orderBy: { position: 'asc' } },
      shipments: { select: { state: true, kind: true } },
    },
  })
  const buyer = row.sealed ? buyerShape.parse(vault.open(row.sealed)) : null
  return {
    ...{ id, name: row.name, state: readOrderState(row.state), channel: row.channel },
    ...{ cancelled: row.cancelledAt !== null, deliveryKind: row.deliveryKind },
    placedAt: row.placedAt.toISOString(),
    customer: buyer ? buyerName(buyer) || 'No name given' : 'Removed on request',
    email: buyer?.email ?? '',
    phone: buyer?.phone ?? buyer?.shipTo?.phone ?? '',
    address: buyer?.shipTo ? addressForPeople(buyer.shipTo) : [],
    lines: row.lines.map(
      (line) => `${line.quantity} × ${line.title}${line.sku ? ` (${line.sku})` : ''}`,
    ),
    ...{ totalMinor: row.totalMinor.toString(), currency: row.currency },
    financialStatus: row.financialStatus,
    addressHash: row.addressHash && Buffer.from(row.addressHash).toString('hex'),
    shipsWithId: row.shipsWithId,
    shipments: row.shipments.map(({ state }) => readShipmentState(state)),
  }
}

/** Two orders side by side, what speaks for and against their being one; null when there is no such pair. */
export async function readDuplicate({ db, vaults }: Deps, shop: ShopId, raw: string) {
  if (!isUuid(raw)) return null
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx) => {
    const pair = await tx.duplicatePair.findUnique({
      where: { shopId_id: { shopId: shop, id: raw } },
    })
    if (!pair) return null
    const first = await readSide(tx, vault, pair.firstId)
    const later = await readSide(tx, vault, pair.orderId)
    const combine = mayCombine(first, later)
    const reasons = z.array(z.unknown()).catch([]).parse(pair.reasons).flatMap(readDuplicateReason)
    const shown = ({ addressHash: _, shipsWithId: __, shipments: ___, ...side }: typeof first) =>
      side
    return {
      ...{ id: pair.id, state: pair.state, score: pair.score },
      reasons: reasons.map((one) => ({
        words: duplicateReasonWords[one],
        weight: reasonWeight(one),
      })),
      ...{ first: shown(first), later: shown(later) },
      combine: combine.ok ? null : combine.refusal,
    }
  })
}

export type PairRefusal =
  | { readonly kind: 'no_such_pair' }
  /** Somebody decided before. */
  | { readonly kind: 'decided_before' }
  | { readonly kind: 'cannot_combine'; readonly why: string }

export type PairDecision =
  | { readonly kind: 'dismiss' }
  /** Which of the two goes, and whether the customer gets the money back. */
  | { readonly kind: 'cancel'; readonly which: 'first' | 'later'; readonly refund: boolean }
  | { readonly kind: 'combine' }

const ended = { dismiss: 'dismissed', cancel: 'cancelled', combine: 'combined' } as const

/** A person decides about a pair, for good: it is never asked about again. */
export async function decidePair(
  { db, vaults }: Deps,
  shop: ShopId,
  raw: string,
  { decision, by }: { readonly decision: PairDecision; readonly by: string },
): Promise<Outcome<PairDecision['kind'], PairRefusal>> {
  if (!isUuid(raw)) return refuse({ kind: 'no_such_pair' })
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx): Promise<Outcome<PairDecision['kind'], PairRefusal>> => {
    await tx.$queryRaw`select 1 from duplicate_pair where shop_id = ${shop}::uuid and id = ${raw}::uuid for update`
    const pair = await tx.duplicatePair.findUnique({
      where: { shopId_id: { shopId: shop, id: raw } },
    })
    if (!pair) return refuse({ kind: 'no_such_pair' })
    if (pair.state !== 'open') return refuse({ kind: 'decided_before' })
    const [first, later] = [orderId(pair.firstId), orderId(pair.orderId)]
    const why = decision.kind === 'combine' ? await combine(tx, vault, first, later) : null
    if (why !== null) return refuse({ kind: 'cannot_combine', why })
    await tx.duplicatePair.update({
      where: { shopId_id: { shopId: shop, id: raw } },
      data: { state: ended[decision.kind], decidedAt: new Date(), decidedBy: by },
    })
    await follow(tx, { first, later, pair: raw }, decision, by)
    return accept(decision.kind)
  })
}

interface Decided {
  readonly first: OrderId
  readonly later: OrderId
  readonly pair: string
}

/** What a decision does to the two orders, once it is written down. */
async function follow(
  tx: ShopTx,
  { first, later, pair }: Decided,
  decision: PairDecision,
  by: string,
): Promise<void> {
  const goes = decision.kind !== 'cancel' ? null : decision.which === 'first' ? first : later
  if (goes && decision.kind === 'cancel') await bookCancel(tx, goes, decision.refund)
  for (const one of [first, later])
    await note(tx, one, {
      ...{ room: 'check', kind: 'duplicate_decided', by },
      text: wordsOf(decision),
      detail: { pair },
    })
  // One that is to be cancelled stays held until the store has done it.
  if (goes !== later) await releaseDuplicate(tx, later, by)
}

async function bookCancel(tx: ShopTx, id: OrderId, refund: boolean) {
  await bookCall(tx, { orderId: id, kind: 'cancel_order', key: cancelKey(id) })
  const about = { shopId: tx.shopId, orderId: id, refund }
  await enqueue(tx, cancelJob, about, { key: `check.cancel_order:${id}` })
}

/** The later one's goods go into the earlier one's parcel, if that is possible; else why not. */
async function combine(tx: ShopTx, vault: ShopVault, first: OrderId, later: OrderId) {
  const may = mayCombine(await readSide(tx, vault, first), await readSide(tx, vault, later))
  if (!may.ok) return may.refusal
  await tx.order.update({
    where: { shopId_id: { shopId: tx.shopId, id: later } },
    data: { shipsWithId: first },
  })
  return null
}

function wordsOf(decision: PairDecision): string {
  if (decision.kind === 'dismiss') return 'Looked at: two orders, not the same one twice'
  if (decision.kind === 'combine') return 'Looked at: both go in one parcel'
  const money = decision.refund ? ', with the money back' : ', without money back'
  return `Looked at: the ${decision.which === 'first' ? 'earlier' : 'later'} one is cancelled in the store${money}`
}

/** The hold ends with the last pair that is open. */
async function releaseDuplicate(tx: ShopTx, id: OrderId, by: string) {
  const open = await tx.duplicatePair.count({
    where: { shopId: tx.shopId, orderId: id, state: 'open' },
  })
  if (open > 0) return
  const holds = await tx.hold.findMany({
    where: { shopId: tx.shopId, orderId: id, kind: 'duplicate', releasedAt: null },
  })
  for (const hold of holds) await releaseHold(tx, id, hold.id, { by })
}
