import { z } from 'zod'
import type { OrderId, ShopId } from '../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../platform/db.server.ts'
import type { ShopVault, Vaults } from '../platform/vault.server.ts'

export interface OrderNote {
  readonly id: string
  readonly orderId: string
  readonly text: string
  /** Whom it is for; none: everybody. */
  readonly departments: readonly string[]
  /** Handle of whoever wrote it. */
  readonly by: string
  readonly at: string
}

const sealedText = z.object({ text: z.string() })

/** Writes down what departments are to know of an order. Free text may name people, so it is sealed. */
export async function writeOrderNote(
  tx: ShopTx,
  vault: ShopVault,
  orderId: OrderId,
  note: { readonly text: string; readonly departments: readonly string[]; readonly by: string },
): Promise<void> {
  await tx.orderNote.create({
    data: {
      shopId: tx.shopId,
      orderId,
      departments: [...note.departments],
      sealed: vault.seal({ text: note.text }),
      by: note.by,
    },
  })
}

/** @param department whose notes: those for them and those for everybody; null: all. Erased ones are left out. */
export async function readOrderNotes(
  tx: ShopTx,
  vault: ShopVault,
  orderIds: readonly string[],
  department: string | null = null,
): Promise<readonly OrderNote[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.orderNote.findMany({
    where: {
      shopId: tx.shopId,
      orderId: { in: [...orderIds] },
      sealed: { not: null },
      ...(department === null
        ? {}
        : { OR: [{ departments: { isEmpty: true } }, { departments: { has: department } }] }),
    },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id, orderId, departments, by, at, sealed }) =>
    sealed === null
      ? []
      : [
          {
            ...{ id, orderId, departments, by },
            at: at.toISOString(),
            text: sealedText.parse(vault.open(sealed)).text,
          },
        ],
  )
}

/** The same for a page that shows where a department works. */
export async function readDepartmentNotes(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  orderIds: readonly string[],
  department: string | null,
): Promise<readonly OrderNote[]> {
  if (orderIds.length === 0) return []
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, (tx) => readOrderNotes(tx, vault, orderIds, department))
}
