import type { Buyer } from '../../journey/buyer.ts'
import { bookCorrections } from '../../journey/store-correction.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { corrected } from './correction-shape.ts'
import type { OrderToJudge } from './read-orders.server.ts'
import { decideTidying, slipsInWords, type Tidying } from './tidy.ts'
import { writeBuyers } from './write-buyer.server.ts'

/**
 * Puts right what is certain, here and in the store, and says so on the timeline without saying what was
 * written. The store is told the same only once: where it writes things its own way there is no quarrel.
 * @returns the orders as they are now.
 */
export async function tidyOrders(
  tx: ShopTx,
  vault: ShopVault,
  orders: readonly OrderToJudge[],
): Promise<readonly OrderToJudge[]> {
  const tidied = orders.flatMap((order) => {
    const { facts, id } = order
    const tidy = facts.deliveryKind === 'shipping' ? decideTidying(facts.buyer) : null
    if (tidy === null) return []
    return [{ id, order, ...tidy, buyer: corrected(facts.buyer, tidy.correction) }]
  })
  await writeBuyers(tx, vault, tidied)
  await tellTidied(tx, vault, tidied)
  const now = new Map(tidied.map(({ id, order, buyer }) => [id, asTidied(order, buyer)]))
  return orders.map((order) => now.get(order.id) ?? order)
}

/** Tells the store what was put right, and the timeline that something was. */
export async function tellTidied(
  tx: ShopTx,
  vault: ShopVault,
  tidied: readonly (Tidying & { readonly id: OrderId })[],
): Promise<void> {
  const told = tidied.map(({ id, correction }) => {
    const digest = base64url(vault.hash(JSON.stringify(correction)))
    return { id, correction, key: `tidy:${digest}` }
  })
  await bookCorrections(tx, vault, told)
  for (const { id, found } of tidied)
    await note(tx, id, {
      room: 'check',
      kind: 'tidied',
      by: 'system',
      text: `Put right without asking: ${slipsInWords(found)}`,
      detail: { found: [...found] },
    })
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

const asTidied = (order: OrderToJudge, buyer: Buyer): OrderToJudge => ({
  ...order,
  facts: { ...order.facts, buyer },
  overtaken: false,
})
