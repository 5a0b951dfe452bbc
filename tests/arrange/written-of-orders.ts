/** What people write of a customer's orders in their own words, written the way they do it. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { emptyForm } from '../../app/journey/order-form.ts'
import { type OrderId, returnId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { holdByHand } from '../../app/stages/check/index.server.ts'
import { finishWork } from '../../app/stages/distribute/index.server.ts'
import { rejectRequest } from '../../app/stages/handoff/index.server.ts'
import { checkFile, saveForm } from '../../app/stages/intake/index.server.ts'
import { declineReturn, inspectReturn } from '../../app/stages/returns/index.server.ts'
import { formDeps } from '../../app/wiring/order-form.server.ts'
import { addPartnerShipment } from './partner-shipment.ts'
import type { WholeHouse } from './whole-house.ts'

/** By where it is written. */
export interface Written {
  readonly hold: string
  readonly outcome: string
  readonly inspection: string
  readonly decline: string
  readonly partner: string
  readonly file: string
  readonly form: string
}

const by = 'shopify:7'
const due = { owner: 'office', dueAt: new Date(Date.now() + 86_400_000) }

/**
 * Work closed, goods inspected, a return declined, a shipment refused by its partner and a hold, of one customer's
 * orders; an order form and a file of orders for them.
 * @param orders one that has left, and one that can still be stopped.
 * @returns the store's id of the order that the partner did not take.
 */
export async function writeOf(
  house: WholeHouse,
  { sent, open }: { readonly sent: OrderId; readonly open: OrderId },
  { email, words }: { readonly email: string; readonly words: Written },
): Promise<string> {
  const { services, shop } = house
  const good = (answer: { readonly ok: boolean }) => expect(answer).toMatchObject({ ok: true })
  const work = await withShop(services.db, shop, (tx) =>
    tx.workOrder.create({
      data: {
        ...{ shopId: shop, orderId: sent, department: 'care', kind: 'call_back', title: 'Call' },
        ...{ dueAt: due.dueAt, key: randomUUID() },
      },
    }),
  )
  good(await finishWork(services, shop, work.id, { by, outcome: words.outcome }))
  const asked = await addReturn(house, sent, 'requested')
  good(await declineReturn(services, shop, asked.id, { why: words.decline, by }))
  const { id, lineId } = await addReturn(house, sent, 'received')
  const findings = [{ lineId, good: 0, damaged: 1, note: words.inspection }]
  good(await inspectReturn(services, shop, id, { findings, by }))
  good(await holdByHand(services, shop, open, { kind: 'person', reason: words.hold, by }))
  const refused = await refusedByPartner(house, words.partner)
  const content = { ...emptyForm('SI'), email, departmentNote: words.form }
  good(await saveForm(services, shop, randomUUID(), { content, version: 0, by }))
  const file = `reference,sku,quantity,email,department_note\nA-1,MUG,2,${email},${words.file}`
  const store = { domain: house.standIn.shop }
  const bytes = new TextEncoder().encode(file)
  good(await checkFile(formDeps(services), shop, { name: 'May.csv', bytes, by, store }))
  // The store and the partner's shipment here know nothing of each other: nobody is told.
  await house.database.owner.query('delete from graphile_worker._private_jobs')
  return refused
}

async function addReturn({ services, shop }: WholeHouse, orderId: OrderId, state: string) {
  return withShop(services.db, shop, async (tx) => {
    const line = await tx.orderLine.findFirstOrThrow({ where: { shopId: shop, orderId } })
    const row = await tx.return.create({
      data: {
        ...{ ...due, shopId: shop, orderId, state, number: `R-${state}`, nextStep: 'inspect' },
        lines: {
          create: [{ orderLineId: line.id, quantity: 1, received: 1, reason: 'other' }],
        },
      },
      include: { lines: true },
    })
    return { id: returnId(row.id), lineId: row.lines[0]?.id ?? '' }
  })
}

/** A further order that a partner does not take. */
async function refusedByPartner({ services, database, shop }: WholeHouse, note: string) {
  const open = { ...database, vaults: services.vaults }
  const { orderGid, shipmentId, partnerId } = await addPartnerShipment(open, shop)
  const caller = { shop, partnerId, name: 'Halyard' }
  const said = { reason: 'address', note } as const
  expect(await rejectRequest(services, caller, shipmentId, said)).toMatchObject({ ok: true })
  return orderGid
}
