import type { ShipmentId, ShopId } from '../../app/kernel/ids.ts'
import { finishPacking, openAtBench, packPiece } from '../../app/stages/pack/index.server.ts'
import { finishTour, planTour, readTour, scanPick } from '../../app/stages/pick/index.server.ts'
import { buySuggested } from '../../app/stages/ship/index.server.ts'
import type { Services } from '../../app/wiring/services.server.ts'

/** Whoever works on the floor in these tests. */
const picker = 'shopify:7'

const must = <Value>(
  answer:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly refusal: unknown },
): Value => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}

/** Starts picking one shipment: it is in somebody's hands. @returns the tour. */
export async function startPicking(
  services: Services,
  shop: ShopId,
  id: ShipmentId,
): Promise<string> {
  return must(await planTour(services, shop, { shipmentIds: [id], by: picker })).tourId
}

/** Picks a tour to its end, scan by scan. */
export async function pickAll(services: Services, shop: ShopId, tourId: string): Promise<void> {
  for (;;) {
    const at = (await readTour(services, shop, tourId))?.current
    if (!at) break
    const thing = at.item?.barcode ?? at.item?.sku ?? ''
    const code = at.bin && !at.binProved ? at.bin : at.open > 0 ? thing : at.tote
    const scan = { tourId, pickId: at.id, version: at.version, code, quantity: 1, by: picker }
    must(await scanPick(services, shop, scan))
  }
  must(await finishTour(services, shop, { tourId, by: picker }))
}

/** Packs a picked shipment, every piece scanned. */
export async function packAll(
  services: Services,
  shop: ShopId,
  shipment: { readonly id: ShipmentId; readonly number: string },
  pieces: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<void> {
  must(await openAtBench(services, shop, { code: shipment.number, by: picker }))
  for (const { sku, quantity } of pieces)
    for (let seen = 0; seen < quantity; seen++)
      must(
        await packPiece(services, shop, {
          ...{ shipmentId: shipment.id, code: sku, seen, quantity: 1, lineId: null, by: picker },
        }),
      )
  must(
    await finishPacking(services, shop, {
      ...{ shipmentId: shipment.id, parcels: [{ cartonId: null, grams: 900 }] },
      weightReason: 'It was weighed with its pallet',
      ...{ override: null, by: picker },
    }),
  )
}

/** Buys the suggested label. */
export async function labelIt(services: Services, shop: ShopId, id: ShipmentId): Promise<string> {
  const [bought] = await buySuggested(services, shop, [id], picker)
  if (!bought) throw new Error('nothing was bought')
  return must(bought.outcome).trackingNumber
}
