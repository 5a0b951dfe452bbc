import { placeForm } from '../../../journey/jobs.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import { callsFor, formKey } from '../form/commit-form.server.ts'
import type { FormDeps } from '../form/deps.server.ts'
import { sealedColumns } from '../form/keep-form.server.ts'
import { type CheckedFile, checkedFile } from './check-file.server.ts'

type Deps = Pick<FormDeps, 'db' | 'vaults'>

/**
 * The good orders of a checked file go into the store, each once: by the import's own state, and by the
 * shop's references, of which each comes in once.
 * @returns how many were taken on; 0 when they were before.
 */
export async function acceptImport(
  deps: Deps,
  shop: ShopId,
  id: string,
  by: string,
): Promise<number> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const taken = await tx.orderImport.updateMany({
      where: { shopId: shop, id, state: 'checked', sealed: { not: null } },
      data: { state: 'accepted', acceptedAt: new Date() },
    })
    if (taken.count === 0) return 0
    const { sealed } = await tx.orderImport.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id } },
      select: { sealed: true },
    })
    if (sealed === null) return 0
    const file = checkedFile.parse(vault.open(sealed))
    return takeOn(tx, vault, { id, by, orders: file.orders.filter(isGood) })
  })
}

const isGood = ({ reasons }: CheckedFile['orders'][number]): boolean => reasons.length === 0

async function takeOn(
  tx: ShopTx,
  vault: ShopVault,
  from: { readonly id: string; readonly by: string; readonly orders: CheckedFile['orders'] },
): Promise<number> {
  await tx.orderForm.createMany({
    data: from.orders.map(({ id, reference, content }) => ({
      shopId: tx.shopId,
      id,
      state: 'placing',
      reference,
      importId: from.id,
      attempt: 1,
      version: 1,
      createdBy: from.by,
      ...sealedColumns(vault, content),
    })),
    // A reference that another file brought in meanwhile stays with that one.
    skipDuplicates: true,
  })
  const made = await tx.orderForm.findMany({
    where: { shopId: tx.shopId, importId: from.id },
    select: { id: true },
  })
  const ids = new Set(made.map(({ id }) => id))
  const orders = from.orders.filter(({ id }) => ids.has(id))
  await tx.outsideCall.createMany({
    data: orders.flatMap(({ id, content }) =>
      callsFor(content).map((kind) => ({ shopId: tx.shopId, kind, key: formKey(kind, id, 1) })),
    ),
    skipDuplicates: true,
  })
  for (const { id } of orders)
    await enqueue(
      tx,
      placeForm,
      { shopId: tx.shopId, formId: id },
      { key: `intake.place_form:${id}` },
    )
  return orders.length
}
