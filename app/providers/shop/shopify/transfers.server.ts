import type { IncomingShipment, ShopProvider } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import {
  readMoreLines,
  readTransfers,
  receiveShipment,
  type TransferLine,
} from './operations/transfers.ts'
import { everyNode, found, onlyPage } from './paging.ts'
import type { Page } from './shapes.ts'
import { idempotencyKey } from './stock.server.ts'

type Calls = Pick<ShopProvider, 'incomingShipments' | 'receiveShipment'>

/** Shipments of which pieces can still come. */
const underWay = ['IN_TRANSIT', 'PARTIALLY_RECEIVED']
const noLines: Page<TransferLine> = { nodes: [], next: null }

export const transferCalls = (ask: Ask): Calls => ({
  async incomingShipments(store) {
    const first = await ask(store, readTransfers, { after: null })
    const transfers = await everyNode(first.inventoryTransfers, async (after) => {
      const more = await ask(store, readTransfers, { after })
      return more.inventoryTransfers
    })
    const incoming: IncomingShipment[] = []
    for (const transfer of transfers)
      for (const shipment of onlyPage('shipments of a transfer', transfer.shipments)) {
        const to = transfer.destination?.location?.id
        if (!to || !underWay.includes(shipment.status)) continue
        const lines = await everyNode(shipment.lineItems ?? noLines, async (after) => {
          const more = await ask(store, readMoreLines, { id: shipment.id, after })
          return found(more.inventoryShipment, 'shipment').lineItems ?? noLines
        })
        incoming.push({
          ...{ gid: shipment.id, name: shipment.name, reference: transfer.referenceName },
          ...{ to, from: transfer.origin?.location?.id ?? null },
          ...{
            fromName: transfer.origin?.name ?? '',
            arrivesAt: shipment.tracking?.arrivesAt ?? null,
          },
          lines: lines.flatMap(({ id, inventoryItem, quantity, unreceivedQuantity }) =>
            inventoryItem
              ? [
                  {
                    gid: id,
                    inventoryItemGid: inventoryItem.id,
                    quantity,
                    open: unreceivedQuantity,
                  },
                ]
              : [],
          ),
        })
      }
    return incoming
  },
  async receiveShipment(store, shipment, lines, key) {
    await change(ask, store, receiveShipment, { id: shipment, lines, key: idempotencyKey(key) })
  },
})
