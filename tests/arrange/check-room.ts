import { buyerShape } from '../../app/journey/buyer.ts'
import { readSealedLetter } from '../../app/journey/letter-shape.ts'
import type { OrderId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { openLog } from '../../app/platform/log.server.ts'
import type { CheckDeps } from '../../app/stages/check/index.server.ts'
import type { JoinedShop } from '../shop.ts'

/** What the check room works with, around a shop of a test. */
export const checkDeps = ({ database, provider }: JoinedShop): CheckDeps => ({
  db: database.db,
  vaults: database.vaults,
  log: openLog('silent', 'test'),
  shop: provider,
  linkKey: new Uint8Array(32),
  storefrontUrl: (domain) => `https://${domain}/apps/orderwright`,
})

/** Everything of one order that the check room writes. */
export async function lookAtOrder({ database, shop }: JoinedShop, id: OrderId) {
  const vault = await database.vaults.of(shop)
  return withShop(database.db, shop, async (tx) => {
    const where = { shopId: shop, orderId: id }
    const order = await tx.order.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id } } })
    const mails = await tx.mail.findMany({ where, orderBy: { id: 'asc' } })
    return {
      order,
      buyer: order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null,
      lines: await tx.orderLine.findMany({ where, orderBy: { position: 'asc' } }),
      holds: await tx.hold.findMany({ where, orderBy: { kind: 'asc' } }),
      links: await tx.customerLink.findMany({ where, orderBy: { id: 'asc' } }),
      work: await tx.workOrder.findMany({ where, orderBy: { kind: 'asc' } }),
      timeline: await tx.timeline.findMany({ where, orderBy: { id: 'asc' } }),
      calls: await tx.outsideCall.findMany({ where, orderBy: { id: 'asc' } }),
      letters: mails.map(({ sealed }) => readSealedLetter(vault.open(sealed ?? new Uint8Array()))),
    }
  })
}
