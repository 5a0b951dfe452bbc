import { bookCorrection } from '../../journey/store-correction.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { corrected } from './correction-shape.ts'
import type { OrderToJudge } from './read-orders.server.ts'
import { decideTidying, slipsInWords } from './tidy.ts'
import { writeBuyer } from './write-buyer.server.ts'

/**
 * Puts right what is certain, here and in the store, and says so on the timeline without saying what was
 * written. The store is told the same only once: where it writes things its own way there is no quarrel.
 * @returns the order as it is now.
 */
export async function tidyOrder(
  tx: ShopTx,
  vault: ShopVault,
  order: OrderToJudge,
): Promise<OrderToJudge> {
  const { facts, id } = order
  const tidied = facts.deliveryKind === 'shipping' ? decideTidying(facts.buyer) : null
  if (tidied === null) return order
  const buyer = corrected(facts.buyer, tidied.correction)
  await writeBuyer(tx, vault, id, buyer)
  const digest = Buffer.from(vault.hash(JSON.stringify(tidied.correction))).toString('base64url')
  await bookCorrection(tx, vault, id, {
    correction: tidied.correction,
    key: `tidy:${digest}`,
  })
  await note(tx, id, {
    room: 'check',
    kind: 'tidied',
    by: 'system',
    text: `Put right without asking: ${slipsInWords(tidied.found)}`,
    detail: { found: [...tidied.found] },
  })
  return { ...order, facts: { ...facts, buyer }, overtaken: false }
}
