import { z } from 'zod'
import { type Buyer, buyerShape } from '../../journey/buyer.ts'
import type { ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import { openProperties } from '../../journey/line-properties.ts'
import { type OrderId, orderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { SealBroken, type ShopVault } from '../../platform/vault.server.ts'
import type { OrderFacts } from './complete.ts'
import type { ContractVersion } from './contract/contract.ts'
import { readContract } from './contract/read-contract.server.ts'
import { corrected, correctionShape } from './correction-shape.ts'
import { type OrderRow, readOrderRows } from './read-order-rows.server.ts'

/** Orders, and those whose sealed data does not open or has an unknown shape: a person has to look. */
export interface OrdersRead {
  readonly orders: readonly OrderToJudge[]
  readonly unreadable: readonly OrderId[]
}

export interface OrderToJudge {
  readonly id: OrderId
  readonly row: OrderRow
  readonly facts: OrderFacts
  readonly openHolds: OrderRow['holds']
  /** A customer's correction is not in the store yet and what the store says has overtaken it. */
  readonly overtaken: boolean
}

const nobody: Buyer = {
  email: null,
  phone: null,
  firstName: null,
  lastName: null,
  shipTo: null,
  billTo: null,
  note: null,
}

/**
 * Reads orders with everything the rules ask for, in three statements however many they are.
 * @param inForce the contract they are judged by.
 */
export async function readOrders(
  tx: ShopTx,
  vault: ShopVault,
  shop: Pick<ShopForLetters, 'country' | 'settings'>,
  ids: readonly string[],
  {
    withGoods = false,
    inForce,
  }: { readonly withGoods?: boolean; readonly inForce?: ContractVersion } = {},
): Promise<OrdersRead> {
  const rows = await readOrderRows(tx, ids)
  const contract = inForce ?? (await readContract(tx))
  const asks = withGoods || contract.contract.rules.length > 0
  const goods = asks ? await readGoods(tx, rows) : new Map<string, Goods>()
  const orders: OrderToJudge[] = []
  const unreadable: OrderId[] = []
  for (const row of rows) {
    const buyers = openBuyer(vault, row.sealed, row.corrections)
    if (buyers === null) {
      unreadable.push(orderId(row.id))
      continue
    }
    orders.push({
      id: orderId(row.id),
      row,
      facts: factsOf(vault, { row, buyer: buyers.now, shop, inForce: contract, goods }),
      openHolds: row.holds.filter((hold) => hold.releasedAt === null),
      overtaken: JSON.stringify(buyers.now) !== JSON.stringify(buyers.stored),
    })
  }
  return { orders, unreadable }
}

/** The buyer as stored, and with the corrections that are still on their way; null when it cannot be read. */
export function openBuyer(
  vault: ShopVault,
  sealed: Uint8Array | null,
  corrections: readonly (Uint8Array | null)[],
): { readonly stored: Buyer; readonly now: Buyer } | null {
  try {
    const stored = sealed ? buyerShape.parse(vault.open(sealed)) : nobody
    const now = corrections.reduce(
      (so: Buyer, one) => (one ? corrected(so, correctionShape.parse(vault.open(one))) : so),
      stored,
    )
    return { stored, now }
  } catch (thrown) {
    if (thrown instanceof SealBroken || thrown instanceof z.ZodError) return null
    throw thrown
  }
}

interface Goods {
  readonly productType: string | null
  readonly tags: readonly string[]
}

/** What the catalogue says of the articles, by variant. */
async function readGoods(
  tx: ShopTx,
  rows: readonly OrderRow[],
): Promise<ReadonlyMap<string, Goods>> {
  const variants = rows.flatMap(({ lines }) => lines.flatMap(({ variantGid }) => variantGid ?? []))
  const items = await tx.item.findMany({
    where: { shopId: tx.shopId, variantGid: { in: [...new Set(variants)] } },
    select: { variantGid: true, productType: true, tags: true },
  })
  return new Map(items.map((item) => [item.variantGid, item]))
}

const bytes = (base64: string | null) => (base64 === null ? null : Buffer.from(base64, 'base64'))

interface Known {
  readonly row: OrderRow
  readonly buyer: Buyer
  readonly shop: Pick<ShopForLetters, 'country' | 'settings'>
  readonly inForce: ContractVersion
  readonly goods: ReadonlyMap<string, Goods>
}

function factsOf(
  vault: ShopVault,
  { row, buyer, shop: { country, settings }, inForce, goods }: Known,
): OrderFacts {
  return {
    deliveryKind: deliveryKind(row),
    channel: row.channel,
    buyer,
    shippingTitle: row.shippingTitle,
    total: { minor: row.totalMinor, currency: row.currency },
    lines: row.lines.map((line) => ({
      quantity: line.quantity,
      title: line.title,
      sku: line.sku,
      variantGid: line.variantGid,
      requiresShipping: line.requiresShipping,
      vendor: line.vendor,
      productType: goods.get(line.variantGid ?? '')?.productType ?? null,
      productTags: goods.get(line.variantGid ?? '')?.tags ?? [],
      properties: [
        ...openProperties(vault, { sealed: bytes(line.sealed), properties: line.properties }),
      ],
    })),
    contract: inForce,
    contactNeeded: settings.contactNeeded,
    doubtfulDetails: settings.doubtfulDetails,
    shopCountry: country,
    waived: row.holds.flatMap(({ waived }) => waived),
  }
}

/** Orders whose kind is not known yet are judged as if they were sent: only pages look at those. */
function deliveryKind({ deliveryKind: kind }: OrderRow): OrderFacts['deliveryKind'] {
  return kind === 'pickup' || kind === 'digital' ? kind : 'shipping'
}
