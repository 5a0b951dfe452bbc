import type { Gid } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { FulfillmentOrder } from '../../providers/shop/contract.ts'
import { pairLines, type WantedLine } from '../../providers/shop/pair-lines.ts'
import type { HandoffDeps } from './deps.server.ts'

export interface MoveInStore {
  readonly domain: string
  readonly orderGid: Gid
  readonly from: Gid
  readonly to: Gid
  readonly wanted: readonly WantedLine[]
}

const over = new Set(['CLOSED', 'CANCELLED'])

/**
 * Moves the open pieces of a shipment from one place of the store to another.
 * Looks first: pieces that are open at the new place already were moved before.
 */
export async function moveInStore(
  { shop }: Pick<HandoffDeps, 'shop'>,
  { domain, orderGid, from, to, wanted }: MoveInStore,
): Promise<Outcome<true, { readonly kind: 'not_open_in_store' }>> {
  const store = { domain, urgency: 'urgent' } as const
  const open = (await shop.fulfillmentOrders(store, orderGid)).filter(
    (one) => !over.has(one.status),
  )
  const at = (place: Gid) => open.filter((one) => one.locationGid === place)
  if (pairLines(wanted, at(to)).ok) return accept(true)
  const gids = new Set(wanted.map((line) => line.orderLineGid))
  const carries = (one: FulfillmentOrder) =>
    one.lines.some((line) => gids.has(line.orderLineGid) && line.remaining > 0)
  const source = at(from).filter(carries)
  if (!pairLines(wanted, source).ok) return refuse({ kind: 'not_open_in_store' })
  for (const one of source) await shop.move(store, one.gid, to)
  return accept(true)
}
