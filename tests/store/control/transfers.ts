/** Control of transfers: what a merchant sends from one place to another, or a supplier to the shop. */
import { type Act, act } from '../act.ts'
import { BadRequest, json, type Route, type RouteContext } from '../http.ts'
import type { TransferRecord } from '../records/transfers.ts'
import { levelOf } from '../stock/levels.ts'
import type { World } from '../world.ts'
import { text, told, worldOf } from './read.ts'

export interface TransferPlan {
  /** The seed's key of a place; null: from a supplier. */
  readonly from: string | null
  readonly to: string
  readonly reference?: string | null
  readonly arrivesAt?: string | null
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

const placeOf = (world: World, key: string) => {
  const found = [...world.locations.values()].find((one) => one.key === key || one.name === key)
  if (!found) throw new BadRequest(`no place "${key}" in ${world.shop.domain}`, 404)
  return found.id
}

/** A transfer with one shipment that is on its way. */
export function sendTransfer(acting: Act, plan: TransferPlan): TransferRecord {
  const { world } = acting
  const originId = plan.from === null ? null : placeOf(world, plan.from)
  const destinationId = placeOf(world, plan.to)
  const lines = plan.lines.map(({ sku, quantity }) => {
    const variant = [...world.variants.values()].find((one) => one.sku === sku)
    if (!variant) throw new BadRequest(`the shop sells nothing with the SKU "${sku}"`, 404)
    const incoming = levelOf(acting, variant.itemId, destinationId)
    incoming.quantities.incoming += quantity
    if (originId !== null) {
      const level = levelOf(acting, variant.itemId, originId)
      level.quantities.available -= quantity
      acting.touchLevel(level)
    }
    return {
      ...{ type: 'InventoryShipmentLineItem' as const, id: acting.id(), itemId: variant.itemId },
      ...{ quantity, accepted: 0, rejected: 0 },
    }
  })
  const number = world.transfers.size + 1
  const transfer: TransferRecord = {
    ...{ type: 'InventoryTransfer', id: acting.id(), name: `#T${String(number).padStart(4, '0')}` },
    ...{ originId, destinationId, status: 'IN_PROGRESS', reference: plan.reference ?? null },
    ...{ note: null, createdAt: acting.at },
    shipments: [
      {
        ...{ type: 'InventoryShipment', id: acting.id(), status: 'IN_TRANSIT', lines },
        ...{ name: `#T${String(number).padStart(4, '0')}-1`, barcode: null },
        ...{ arrivesAt: plan.arrivesAt ?? null, trackingNumber: null, company: null },
        ...{ createdAt: acting.at, shippedAt: acting.at, receivedAt: null },
      },
    ],
  }
  world.transfers.set(transfer.id, transfer)
  return transfer
}

function send(context: RouteContext) {
  const body = told(context)
  const [from, to] = [text(body, 'from', null), text(body, 'to', null)]
  const lines: unknown = body['lines']
  if (to === null || !Array.isArray(lines)) throw new BadRequest('say "to" and "lines"')
  const read = lines.map((line: unknown) => {
    if (typeof line !== 'object' || line === null) throw new BadRequest('a line is an object')
    return {
      sku: String(Reflect.get(line, 'sku')),
      quantity: Number(Reflect.get(line, 'quantity')),
    }
  })
  const arrivesAt = text(body, 'arrivesAt', null)
  const made = act(worldOf(context), (acting) =>
    sendTransfer(acting, { from, to, arrivesAt, lines: read }),
  )
  return json({ id: made.id, name: made.name })
}

export const transferControl: readonly Route[] = [
  { method: 'POST', pattern: '/control/:shop/transfers', handle: send },
]
