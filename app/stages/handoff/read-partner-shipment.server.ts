import { openRejection, type Rejection } from '../../journey/own-words.ts'
import { isUuid, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import {
  isRejectReason,
  type RequestState,
  readRequestState,
  rejectReasons,
} from './decide-answer.ts'
import { readOwnPlaces } from './own-places.server.ts'

/** A partner's shipment for the office: where it stands, why, and what may be done. */
export interface PartnerShipmentSheet {
  readonly id: string
  readonly number: string
  readonly orderId: string
  readonly orderName: string
  readonly state: string
  readonly requestState: RequestState | null
  readonly dueAt: Date | null
  readonly owner: string | null
  readonly partner: { readonly id: string; readonly name: string } | null
  /** The partner's reason for a rejection, with its own words. */
  readonly rejection: string | null
  /** What the store or the partner's system said when it refused; newest last. */
  readonly refusals: readonly string[]
  readonly lines: readonly {
    readonly title: string
    readonly sku: string
    readonly quantity: number
  }[]
  /** Who could ship it instead; empty when it cannot be given to anybody. */
  readonly targets: readonly { readonly value: string; readonly label: string }[]
  readonly maySendAgain: boolean
}

/** null when the shop has no partner's shipment of that id. */
export async function readPartnerShipment(
  { db, vaults }: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<PartnerShipmentSheet | null> {
  if (!isUuid(id)) return null
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx) => {
    const shipment = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: { lines: true, order: { include: { lines: true } } },
    })
    if (shipment?.kind !== 'partner') return null
    const request = await tx.partnerRequest.findFirst({ where: { shopId: shop, shipmentId: id } })
    const refused = await tx.outsideCall.findMany({
      where: { shopId: shop, orderId: shipment.orderId, state: 'refused', key: { endsWith: id } },
      orderBy: { id: 'asc' },
    })
    const lineOf = new Map(shipment.order.lines.map((line) => [line.id, line]))
    const requestState = request ? readRequestState(request.state) : null
    const stuck = shipment.state === 'requested' && refused.length > 0
    const open = shipment.state === 'rejected' || stuck
    return {
      id,
      number: shipment.number,
      orderId: shipment.orderId,
      orderName: shipment.order.name,
      state: shipment.state,
      requestState,
      dueAt: shipment.dueAt,
      owner: shipment.owner,
      partner: await nameOf(tx, shipment.partnerId),
      rejection: request && rejectionWords(openRejection(vault, request)),
      refusals: refused.flatMap((call) => call.error ?? []),
      lines: shipment.lines.map((line) => {
        const ordered = lineOf.get(line.orderLineId)
        return {
          title: [ordered?.title, ordered?.variantTitle].filter(Boolean).join(', '),
          sku: ordered?.sku ?? '',
          quantity: line.quantity,
        }
      }),
      targets: open ? await readTargets(tx, { id, partnerId: shipment.partnerId }) : [],
      maySendAgain: stuck || (shipment.state === 'requested' && requestState === null),
    }
  })
}

/** The code `address` with “moved away” is "The address cannot be delivered to: “moved away”". */
function rejectionWords(rejection: Rejection | null): string | null {
  if (rejection === null) return null
  const { code, words } = rejection
  const why = isRejectReason(code) ? rejectReasons[code] : code
  return words ? `${why}: “${words}”` : why
}

async function nameOf(tx: ShopTx, id: string | null) {
  if (!id) return null
  return tx.partner.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { id: true, name: true },
  })
}

async function readTargets(
  tx: ShopTx,
  { id, partnerId: now }: { readonly id: string; readonly partnerId: string | null },
) {
  const own = await readOwnPlaces(tx, id)
  const others = await tx.partner.findMany({
    where: { shopId: tx.shopId, active: true, ...(now ? { id: { not: now } } : {}) },
    orderBy: { name: 'asc' },
  })
  return [
    ...own.map((place) => ({ value: place.id, label: `${place.name} (own)` })),
    ...others.map((partner) => ({ value: partner.id, label: partner.name })),
  ]
}
