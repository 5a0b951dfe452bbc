import { PDFDocument } from '@cantoo/pdf-lib'
import { isUuid, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ShipDeps } from './deps.server.ts'

const labelsOf = (
  deps: Pick<ShipDeps, 'db'>,
  shop: ShopId,
  ids: readonly ShipmentId[],
  parcelId: string | null,
) =>
  withShop(deps.db, shop, (tx) =>
    tx.parcel.findMany({
      where: {
        ...{ shopId: shop, shipmentId: { in: [...ids] }, labelPdf: { not: null } },
        ...(parcelId !== null && isUuid(parcelId) ? { id: parcelId } : {}),
      },
      orderBy: [{ shipmentId: 'asc' }, { position: 'asc' }],
      select: { id: true, shipmentId: true, trackingNumber: true, labelPdf: true, labelZpl: true },
    }),
  )

/**
 * The bought labels of shipments as one PDF, in the order in which the shipments are named.
 * @param parcelId only this parcel's; null: all.
 * @returns null when none of them has a label of a carrier's.
 */
export async function labelsPdf(
  deps: Pick<ShipDeps, 'db'>,
  shop: ShopId,
  ids: readonly ShipmentId[],
  parcelId: string | null = null,
): Promise<Uint8Array | null> {
  const rows = await labelsOf(deps, shop, ids, parcelId)
  const pdfs = ids.flatMap((id) =>
    rows.flatMap((row) => (row.shipmentId === id && row.labelPdf ? [row.labelPdf] : [])),
  )
  const [only] = pdfs
  if (!only || pdfs.length === 1) return only ?? null
  const whole = await PDFDocument.create()
  for (const bytes of pdfs) {
    const one = await PDFDocument.load(bytes)
    for (const page of await whole.copyPages(one, one.getPageIndices())) whole.addPage(page)
  }
  return whole.save()
}

/** The same for a label printer: ZPL, one label after the other. */
export async function labelsZpl(
  deps: Pick<ShipDeps, 'db'>,
  shop: ShopId,
  ids: readonly ShipmentId[],
  parcelId: string | null = null,
): Promise<string | null> {
  const rows = await labelsOf(deps, shop, ids, parcelId)
  const zpl = ids.flatMap((id) =>
    rows.flatMap((row) => (row.shipmentId === id && row.labelZpl ? [row.labelZpl] : [])),
  )
  return zpl.length === 0 ? null : zpl.join('\n')
}
