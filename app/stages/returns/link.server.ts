import { customerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ReturnsDeps } from './deps.server.ts'

/** How long a customer can look at a return; long enough for every turn of it. */
const linkDays = 120

type LinkMaker = Pick<ReturnsDeps, 'linkKey' | 'storefrontUrl'>

const linkTo = (tx: ShopTx, deps: LinkMaker, orderId: OrderId, used: boolean) =>
  customerLink(tx, deps, {
    ...{ orderId, purpose: 'return', used },
    expiresAt: daysAfter(new Date(), linkDays),
  })

/**
 * The address where a customer asks for a return of an order. One that nobody has used yet is given
 * again, so that asking for it often leaves one link.
 */
export const makeReturnLink = (tx: ShopTx, deps: LinkMaker, orderId: OrderId): Promise<string> =>
  linkTo(tx, deps, orderId, false)

/** The address where a customer sees how the returns of an order stand. */
export const standingLink = (tx: ShopTx, deps: LinkMaker, orderId: OrderId): Promise<string> =>
  linkTo(tx, deps, orderId, true)
