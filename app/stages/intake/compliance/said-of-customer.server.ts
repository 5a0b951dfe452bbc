import { openCarrierWords } from '../../../journey/carrier-words.ts'
import { openReason } from '../../../journey/holds/hold-reason.ts'
import { openPackerWords, openRejection, openWords } from '../../../journey/own-words.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'

/** What others said of a customer's orders in their own words: carriers, staff and partners, each oldest first. */
export async function saidOfCustomer(tx: ShopTx, vault: ShopVault, ids: readonly string[]) {
  const parcels = await tx.parcel.findMany({
    where: { shopId: tx.shopId, orderId: { in: [...ids] } },
    select: { id: true, trackingNumber: true },
  })
  const events = await tx.parcelEvent.findMany({
    where: { shopId: tx.shopId, parcelId: { in: parcels.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  })
  const of = { shopId: tx.shopId, orderId: { in: [...ids] } }
  const holds = await tx.hold.findMany({
    where: { ...of, openedBy: { not: 'system' } },
    orderBy: { id: 'asc' },
  })
  const work = await tx.workOrder.findMany({ where: of, orderBy: { id: 'asc' } })
  const shipments = await tx.shipment.findMany({ where: of, orderBy: { id: 'asc' } })
  const requests = await tx.partnerRequest.findMany({ where: of, orderBy: { id: 'asc' } })
  const goods = await tx.returnLine.findMany({
    where: { shopId: tx.shopId, returnCase: { orderId: { in: [...ids] } } },
    orderBy: { id: 'asc' },
  })
  return {
    holds: holds.flatMap(({ openedAt, ...row }) => told(openReason(vault, row), { openedAt })),
    work: work.flatMap(({ title, doneAt, sealed, outcome }) =>
      told(openWords(vault, sealed, outcome), { title, doneAt }),
    ),
    shipments: shipments.flatMap(({ number, ...row }) => {
      const { override, weight } = openPackerWords(vault, row)
      return told([override, weight].filter(Boolean).join('; '), { number })
    }),
    partners: requests.flatMap(({ answeredAt, ...row }) =>
      told(openRejection(vault, row)?.words ?? '', { answeredAt }),
    ),
    inspections: goods.flatMap(({ sealed, inspectionNote }) =>
      told(openWords(vault, sealed, inspectionNote), {}),
    ),
    parcels: events.map((event) => ({
      number: parcels.find(({ id }) => id === event.parcelId)?.trackingNumber,
      ...{ at: event.at ?? event.heardAt, status: event.status },
      ...openCarrierWords(vault, event),
    })),
  }
}

const told = <About extends object>(words: string, about: About) =>
  words === '' ? [] : [{ ...about, words }]
