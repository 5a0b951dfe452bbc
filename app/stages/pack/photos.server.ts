import { note } from '../../journey/timeline.server.ts'
import { isUuid, orderId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { readPicture } from '../../kernel/picture/read-picture.ts'
import { withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import { mostPhotos, type PhotoRefusal, photoBytes } from './photo-limits.ts'
import type { PackDeps } from './shipment-at-bench.server.ts'

type PhotoDeps = PackDeps & { readonly vaults: Vaults }

/** Keeps a photo of what goes into a parcel, sealed; it may show a name or an address. */
export async function keepPhoto(
  deps: PhotoDeps,
  shop: ShopId,
  photo: { readonly shipmentId: string; readonly bytes: Uint8Array; readonly by: string },
): Promise<Outcome<{ readonly id: string }, PhotoRefusal>> {
  const { shipmentId, bytes, by } = photo
  if (bytes.length > photoBytes) return refuse({ kind: 'too_large', bytes: bytes.length })
  const picture = readPicture(bytes)
  if (!picture) return refuse({ kind: 'no_picture' })
  if (!isUuid(shipmentId)) return refuse({ kind: 'no_such_shipment' })
  const sealed = (await deps.vaults.of(shop)).sealBytes(picture.bytes)
  return withShop(deps.db, shop, async (tx) => {
    const [shipment] = await tx.$queryRaw<{ order: string; number: string }[]>`
      select order_id as "order", number from shipment
      where shop_id = ${shop}::uuid and id = ${shipmentId}::uuid for update`
    if (!shipment) return refuse({ kind: 'no_such_shipment' })
    const kept = await tx.parcelPhoto.count({ where: { shopId: shop, shipmentId } })
    if (kept >= mostPhotos) return refuse({ kind: 'enough' })
    const { id } = await tx.parcelPhoto.create({
      data: { shopId: shop, shipmentId, orderId: shipment.order, type: picture.mime, sealed, by },
      select: { id: true },
    })
    await note(tx, orderId(shipment.order), {
      room: 'pack',
      kind: 'photo',
      by,
      text: `A photo of ${shipment.number} was taken at the bench`,
      detail: { shipmentId, photoId: id },
    })
    return accept({ id })
  })
}

/** A photo's own bytes; null when there is none, or it was erased with the customer. */
export async function readPhoto(
  deps: PhotoDeps,
  shop: ShopId,
  { shipmentId, id }: { readonly shipmentId: string; readonly id: string },
): Promise<{ readonly type: string; readonly bytes: Buffer } | null> {
  if (!isUuid(shipmentId) || !isUuid(id)) return null
  const row = await withShop(deps.db, shop, (tx) =>
    tx.parcelPhoto.findFirst({ where: { shopId: shop, id, shipmentId } }),
  )
  if (!row?.sealed) return null
  return { type: row.type, bytes: (await deps.vaults.of(shop)).openBytes(row.sealed) }
}
