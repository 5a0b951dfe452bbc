import { sealCarrierWords } from '../../journey/carrier-words.ts'
import { bookFulfilmentAgain } from '../../journey/fulfilment.server.ts'
import { tellParcel } from '../../journey/jobs.ts'
import { note } from '../../journey/timeline.server.ts'
import { isWithCarrier } from '../../journey/with-carrier.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { ParcelNews } from '../../providers/tracking/contract.ts'
import { believesEta, mergeEvents } from './merge-events.ts'
import { moveShipment } from './move-shipment.server.ts'
import { parcelStatusWords } from './parcel-words.ts'
import { readEvents, type TrackedParcel } from './read-parcel.server.ts'
import { askAboutCode } from './work.server.ts'

/** Most of what one carrier may say of one parcel at once; the rest is kept for the next time it is asked. */
const mostEvents = 500

/**
 * Takes in what a carrier says of a parcel. The same news twice, late, or in another order end in
 * the same state. The caller holds the order (`holdParcel`).
 * @returns how many events were new.
 */
export async function absorb(
  tx: ShopTx,
  vault: ShopVault,
  parcel: TrackedParcel,
  news: ParcelNews,
): Promise<number> {
  const before = mergeEvents(await readEvents(tx, parcel.id))
  const { count } = await tx.parcelEvent.createMany({
    data: news.events.slice(0, mostEvents).map((event) => ({
      ...{ shopId: tx.shopId, parcelId: parcel.id, key: event.key.slice(0, 200) },
      ...{ status: event.status, rawCode: event.rawCode.slice(0, 100), at: event.at },
      sealed: sealCarrierWords(vault, event),
    })),
    skipDuplicates: true,
  })
  const standing = mergeEvents(await readEvents(tx, parcel.id))
  const eta = news.eta !== null && believesEta(before, news) ? news.eta : parcel.eta
  const status = standing.status === 'none' ? parcel.status : standing.status
  await tx.parcel.update({
    where: { shopId_id: { shopId: tx.shopId, id: parcel.id } },
    data: {
      status,
      ...(standing.status === 'none' ? {} : { statusAt: standing.statusAt }),
      ...{ eta, originalEta: parcel.originalEta ?? eta },
      ...(count > 0 ? { lastHeardAt: new Date() } : {}),
    },
  })
  if (status !== parcel.status) await noteStatus(tx, parcel, status)
  for (const code of standing.unknownCodes)
    if (!before.unknownCodes.includes(code)) await askAboutCode(tx, parcel, code)
  if (
    parcel.shipment.state === 'labelled' &&
    isWithCarrier(status) &&
    !isWithCarrier(parcel.status)
  )
    await bookFulfilmentAgain(tx, parcel.shipment, { by: 'carrier', why: 'the carrier has it' })
  await moveShipment(tx, parcel.shipment.id, 'carrier')
  if (count > 0 || eta?.getTime() !== parcel.eta?.getTime())
    await enqueue(
      tx,
      tellParcel,
      { shopId: tx.shopId, parcelId: parcel.id },
      { key: `track.tell:${parcel.id}` },
    )
  return count
}

const noteStatus = (tx: ShopTx, parcel: TrackedParcel, status: string) =>
  note(tx, parcel.shipment.orderId, {
    room: 'track',
    kind: 'parcel_status',
    by: 'carrier',
    text: `Parcel ${parcel.number}: ${parcelStatusWords(status)}`,
    detail: { parcelId: parcel.id, from: parcel.status, to: status },
  })
