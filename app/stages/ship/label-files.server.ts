import { PDFDocument } from '@cantoo/pdf-lib'
import { isUuid, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { isSealed, type ShopVault } from '../../platform/vault.server.ts'
import type { ShipDeps } from './deps.server.ts'

type FileDeps = Pick<ShipDeps, 'db' | 'vaults'>

const labelsOf = (
  deps: FileDeps,
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

/** Labels bought before they were sealed lie in clear until the retention job comes by. */
const opened = (vault: ShopVault, kept: Uint8Array): Uint8Array =>
  isSealed(kept) ? vault.openBytes(kept) : kept

/**
 * The bought labels of shipments as one PDF, in the order in which the shipments are named.
 * @param parcelId only this parcel's; null: all.
 * @returns null when none of them has a label of a carrier's.
 */
export async function labelsPdf(
  deps: FileDeps,
  shop: ShopId,
  ids: readonly ShipmentId[],
  parcelId: string | null = null,
): Promise<Uint8Array | null> {
  const vault = await deps.vaults.of(shop)
  const rows = await labelsOf(deps, shop, ids, parcelId)
  const pdfs = ids.flatMap((id) =>
    rows.flatMap((row) =>
      row.shipmentId === id && row.labelPdf ? [opened(vault, row.labelPdf)] : [],
    ),
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
  deps: FileDeps,
  shop: ShopId,
  ids: readonly ShipmentId[],
  parcelId: string | null = null,
): Promise<string | null> {
  const vault = await deps.vaults.of(shop)
  const rows = await labelsOf(deps, shop, ids, parcelId)
  const zpl = ids.flatMap((id) =>
    rows.flatMap((row) =>
      row.shipmentId === id && row.labelZpl
        ? [Buffer.from(opened(vault, row.labelZpl)).toString('utf8')]
        : [],
    ),
  )
  return zpl.length === 0 ? null : zpl.join('\n')
}
