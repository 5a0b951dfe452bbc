/** Receiving what a shipment of a transfer brought. */
import type { Act } from '../act.ts'
import { shipmentsIn } from '../graphql/types/transfer.ts'
import { gid, numberOf } from '../ids.ts'
import type { TransferRecord, TransferShipment } from '../records/transfers.ts'
import { levelOf } from '../stock/levels.ts'
import { differentRequest, idempotency, mutations, no, type UserError } from './mutation.ts'

interface ReceiveArgs {
  readonly id: string
  readonly bulkReceiveAction?: string | null
  readonly lineItems?:
    | readonly {
        readonly shipmentLineItemId: string
        readonly quantity: number
        readonly reason: 'ACCEPTED' | 'REJECTED'
      }[]
    | null
}

function check(shipment: TransferShipment, { lineItems }: ReceiveArgs): readonly UserError[] {
  if (shipment.status !== 'IN_TRANSIT' && shipment.status !== 'PARTIALLY_RECEIVED')
    return [no('The shipment status is invalid.', 'id', 'INVALID_SHIPMENT_STATUS')]
  const taken = new Map<string, number>()
  return (lineItems ?? []).flatMap((one, at) => {
    const field = `lineItems.${at}`
    const line = shipment.lines.find(
      (each) => gid('InventoryShipmentLineItem', each.id) === one.shipmentLineItemId,
    )
    if (!line)
      return [no('The item was not found.', `${field}.shipmentLineItemId`, 'ITEM_NOT_FOUND')]
    const before = taken.get(one.shipmentLineItemId) ?? 0
    taken.set(one.shipmentLineItemId, before + one.quantity)
    const left = line.quantity - line.accepted - line.rejected - before
    return one.quantity < 1 || one.quantity > left
      ? [no('The quantity is invalid.', `${field}.quantity`, 'INVALID_QUANTITY')]
      : []
  })
}

/** Pieces accepted are for sale at the destination; rejected ones are on their way no more. */
function receive(
  act: Act,
  transfer: TransferRecord,
  shipment: TransferShipment,
  { lineItems }: ReceiveArgs,
) {
  for (const one of lineItems ?? []) {
    const line = shipment.lines.find(
      (each) => gid('InventoryShipmentLineItem', each.id) === one.shipmentLineItemId,
    )
    if (!line) continue
    const level = levelOf(act, line.itemId, transfer.destinationId)
    level.quantities.incoming -= one.quantity
    if (one.reason === 'ACCEPTED') {
      line.accepted += one.quantity
      level.quantities.available += one.quantity
    } else line.rejected += one.quantity
    act.touchLevel(level)
  }
  const isWhole = shipment.lines.every((line) => line.accepted + line.rejected === line.quantity)
  shipment.status = isWhole ? 'RECEIVED' : 'PARTIALLY_RECEIVED'
  if (isWhole) shipment.receivedAt = act.at
  if (transfer.shipments.every(({ status }) => status === 'RECEIVED'))
    transfer.status = 'TRANSFERRED'
}

mutations({
  inventoryShipmentReceive: (act, args: ReceiveArgs, _, info) => {
    const { before, mismatch, keep } = idempotency(act, args, info)
    const find = () =>
      shipmentsIn(act.world).find(({ id }) => id === numberOf(args.id, 'InventoryShipment')) ?? null
    const refuse = (...userErrors: readonly UserError[]) => ({
      inventoryShipment: null,
      userErrors,
    })
    if (mismatch) return refuse(differentRequest('IDEMPOTENCY_KEY_PARAMETER_MISMATCH'))
    if (before !== undefined) return { inventoryShipment: find(), userErrors: [] }
    const shipment = find()
    const transfer = [...act.world.transfers.values()].find((one) =>
      one.shipments.some(({ id }) => id === shipment?.id),
    )
    if (!shipment || !transfer)
      return refuse(no('The shipment was not found.', 'id', 'SHIPMENT_NOT_FOUND'))
    if (args.bulkReceiveAction != null)
      return refuse(no('Receive line by line here.', 'bulkReceiveAction', 'INTERNAL_ERROR'))
    const wrong = check(shipment, args)
    if (wrong.length > 0) return refuse(...wrong)
    receive(act, transfer, shipment, args)
    keep({ shipmentId: shipment.id })
    return { inventoryShipment: shipment, userErrors: [] }
  },
})
