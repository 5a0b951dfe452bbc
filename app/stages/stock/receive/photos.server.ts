import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import { type PhotoRefusal, readPhoto } from './photo-content.ts'

interface PhotoDeps {
  readonly db: Db
  readonly vaults: Vaults
}

/** Photos of one receipt; more are a mistake. */
const most = 40

/** Keeps a picture of goods as they came, sealed: people and papers may be on it. */
export async function keepPhoto(
  deps: PhotoDeps,
  shop: ShopId,
  photo: { readonly receiptId: string; readonly by: string; readonly bytes: Uint8Array },
): Promise<
  Outcome<
    string,
    | PhotoRefusal
    | { readonly kind: 'no_such_receipt' }
    | { readonly kind: 'enough'; readonly most: number }
  >
> {
  const read = readPhoto(photo.bytes)
  if (!read.ok) return read
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const { receiptId, by } = photo
    if ((await tx.receipt.count({ where: { shopId: shop, id: receiptId } })) === 0)
      return refuse({ kind: 'no_such_receipt' })
    if ((await tx.goodsPhoto.count({ where: { shopId: shop, receiptId } })) >= most)
      return refuse({ kind: 'enough', most })
    const { id } = await tx.goodsPhoto.create({
      data: {
        ...{ shopId: shop, receiptId, by, mime: read.value.mime },
        sealed: vault.sealBytes(read.value.bytes),
      },
      select: { id: true },
    })
    return accept(id)
  })
}

/** A picture that was brought; null when it is not there or was erased. */
export async function readGoodsPhoto(
  deps: PhotoDeps,
  shop: ShopId,
  id: string,
): Promise<{ readonly mime: string; readonly bytes: Buffer } | null> {
  const row = await withShop(deps.db, shop, (tx) =>
    tx.goodsPhoto.findUnique({ where: { shopId_id: { shopId: shop, id } } }),
  )
  if (!row?.sealed) return null
  const vault = await deps.vaults.of(shop)
  return { mime: row.mime, bytes: vault.openBytes(row.sealed) }
}
