import { type Buyer, buyerShape } from '../../journey/buyer.ts'
import type { NamedText } from '../../journey/line-answers.ts'
import { openProperties } from '../../journey/line-properties.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { Prisma, ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'

const withLines = {
  lines: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.OrderInclude

type StoredOrder = Prisma.OrderGetPayload<{ include: typeof withLines }>
type StoredLine = StoredOrder['lines'][number]

export interface OrderRow extends Omit<StoredOrder, 'lines'> {
  readonly lines: readonly (Omit<StoredLine, 'sealed' | 'properties'> & {
    readonly properties: readonly NamedText[]
  })[]
}

export interface ConfirmOrder {
  readonly id: OrderId
  readonly row: OrderRow
  /** null once the customer's data was erased. */
  readonly buyer: Buyer | null
}

/** Reads one order and keeps others off its row until the transaction ends; null when there is none. */
export async function lockOrder(
  tx: ShopTx,
  vault: ShopVault,
  id: OrderId,
): Promise<ConfirmOrder | null> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`
  return readOrder(tx, vault, id)
}

export async function readOrder(
  tx: ShopTx,
  vault: ShopVault,
  id: OrderId,
): Promise<ConfirmOrder | null> {
  const row = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: withLines,
  })
  if (!row) return null
  const lines = row.lines.map((line) => ({ ...line, properties: openProperties(vault, line) }))
  return {
    ...{ id, row: { ...row, lines } },
    buyer: row.sealed ? buyerShape.parse(vault.open(row.sealed)) : null,
  }
}
