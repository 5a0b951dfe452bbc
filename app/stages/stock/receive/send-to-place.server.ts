import { randomUUID } from 'node:crypto'
import { moveGoods, type NotEnoughRefusal } from '../../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { tellStore } from '../book.server.ts'
import { nextNumber } from './keep-inbound.server.ts'
import { servingBin } from './place-bins.server.ts'
import { inboundDocument } from './transit.server.ts'

/** Free pieces of a bin that go to another place of the shop's. */
export interface Sending {
  readonly key: string
  readonly by: string
  readonly binId: string
  readonly itemId: string
  readonly lotId: string | null
  readonly quantity: number
  readonly toPlace: string
}

export type SendRefusal = NotEnoughRefusal | { readonly kind: 'unknown_place' }

/**
 * Sends pieces to another place: they leave their bin, are on their way in the ledger, and are expected there as a
 * transfer of our own (`TR-…`). The store counts them here no more, and there once they came.
 * @returns the transfer's id; null when the same form was sent before.
 */
export function sendToPlace(
  deps: { readonly db: Db },
  shop: ShopId,
  what: Sending,
): Promise<Outcome<string | null, SendRefusal>> {
  const { key, by, binId, itemId, lotId, quantity, toPlace } = what
  return withShopInTurn(deps.db, shop, async (tx) => {
    const from = await placeOfBin(tx, binId)
    const to = await tx.location.findFirst({
      where: { shopId: shop, id: toPlace, kind: { in: ['own', 'counter'] }, active: true },
    })
    if (!from || !to || to.id === from.id) return refuse({ kind: 'unknown_place' })
    const id = randomUUID()
    const moved = await moveGoods(tx, {
      ...{ key, by, cause: 'in_transit', document: inboundDocument(id) },
      moves: [
        {
          ...{ itemId, lotId, quantity, from: { binId, state: 'on_hand' } },
          to: { binId: await servingBin(tx, to.id, 'IN'), state: 'in_transit' },
        },
      ],
    })
    if (!moved.ok) return moved
    if (moved.value !== 'moved') return accept(null)
    await announce(tx, { id, from, to: to.id }, what)
    await tellStore(tx, key)
    return accept(id)
  })
}

async function placeOfBin(tx: ShopTx, binId: string) {
  const bin = await tx.bin.findFirst({
    where: { shopId: tx.shopId, id: binId, active: true },
    select: { locationId: true },
  })
  return (
    bin &&
    tx.location.findUnique({
      where: { shopId_id: { shopId: tx.shopId, id: bin.locationId } },
      select: { id: true, name: true },
    })
  )
}

/** The place they go to expects them. */
async function announce(
  tx: ShopTx,
  at: { readonly id: string; readonly from: { id: string; name: string }; readonly to: string },
  { itemId, lotId, quantity, by }: Sending,
): Promise<void> {
  const lot = lotId
    ? await tx.lot.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: lotId } } })
    : null
  await tx.inbound.create({
    data: {
      ...{ shopId: tx.shopId, id: at.id, kind: 'transfer', state: 'open', createdBy: by },
      ...{ number: await nextNumber(tx, 'TR'), vendor: at.from.name },
      ...{ locationId: at.to, fromLocationId: at.from.id },
    },
  })
  await tx.inboundLine.create({
    data: {
      ...{ shopId: tx.shopId, inboundId: at.id, itemId, quantity },
      ...{ lot: lot?.code ?? null, expiresOn: lot?.expiresOn ?? null },
    },
  })
}
