import { z } from 'zod'
import { type FormContent, formContent } from '../../../journey/order-form.ts'
import { gid, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { Store } from '../../../providers/shop/contract.ts'
import type { VariantFound } from '../../../providers/shop/draft-calls.ts'
import type { FormDeps } from '../form/deps.server.ts'
import { lineOf, sellable } from '../form/fresh-lines.ts'
import { judgedOrder, sumOf } from '../form/judged-order.ts'
import { fileContent, type ReadingShop } from './file-content.ts'
import { type FileOrder, groupOrders } from './group-orders.ts'
import { type OrderFile, readOrderFile } from './read-file.ts'

/** Orders of one file; more are another file. */
const mostOrders = 2_000
/** Variants asked of the store in one call. */
const atOnce = 50

export interface ImportDeps extends Omit<FormDeps, 'rooms'> {
  readonly rooms: FormDeps['rooms'] & Pick<ReadingShop, 'countryCode'>
}

/** A checked file as it is kept, sealed. */
export const checkedFile = z.object({
  name: z.string(),
  delimiter: z.string(),
  head: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** Heads of columns nobody understood. */
  ignored: z.array(z.string()),
  orders: z.array(
    z.object({
      /** Also the id of its form, once it is brought in. */
      id: z.string(),
      reference: z.string().nullable(),
      rows: z.array(z.number()),
      reasons: z.array(z.string()),
      content: formContent,
    }),
  ),
})
export type CheckedFile = z.infer<typeof checkedFile>

/**
 * Reads a file of orders and judges every one as it would be judged had it come from the store. Nothing
 * is made yet: people see what would happen, row by row.
 * @returns the import's id, or why the file cannot be read at all.
 */
export async function checkFile(
  deps: ImportDeps,
  shop: ShopId,
  file: {
    readonly name: string
    readonly bytes: Uint8Array
    readonly by: string
    readonly store: Store
  },
): Promise<Outcome<string, string>> {
  const read = readOrderFile(file.bytes)
  if (!read.ok) return read
  const grouped = groupOrders(read.value)
  if (grouped.length > mostOrders)
    return refuse(`The file has ${grouped.length} orders: split it, ${mostOrders} at most`)
  const shopFacts = await withShop(deps.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { country: true, currency: true } }),
  )
  const goods = await readGoods(deps, shop, file.store, grouped)
  const known = await withShop(deps.db, shop, (tx) => knownReferences(tx, grouped))
  const judge = await deps.rooms.judge(shop)
  const reading = { ...shopFacts, ...deps.rooms }
  const orders = grouped.map((order) => {
    const said = fileContent(order, reading)
    const filled = withGoods(said.content, order, goods)
    const whole = formContent.safeParse(filled.content)
    const reasons = [...order.reasons, ...said.reasons, ...filled.reasons]
    if (!whole.success) reasons.push(tooLong(whole.error))
    const before = order.reference === null ? undefined : known.get(order.reference)
    if (before) reasons.push(`${order.reference} came in before, as ${before}`)
    if (reasons.length === 0 && whole.success) {
      const { problems } = judge(judgedOrder(whole.data, sumOf(whole.data, shopFacts.currency)))
      reasons.push(...problems.map(({ text }) => text))
      reasons.push(...linkReasons(whole.data))
    }
    return {
      id: crypto.randomUUID(),
      reference: order.reference,
      rows: [...order.rows],
      reasons: [...new Set(reasons)],
      content: whole.success ? whole.data : formContent.parse({ channel: 'csv' }),
    }
  })
  const checked = keepable(file.name, read.value, orders)
  const vault = await deps.vaults.of(shop)
  const row = await withShop(deps.db, shop, (tx) =>
    tx.orderImport.create({
      data: {
        shopId: shop,
        sealed: vault.seal(checked),
        orders: orders.length,
        good: orders.filter(({ reasons }) => reasons.length === 0).length,
        createdBy: file.by,
      },
      select: { id: true },
    }),
  )
  return accept(row.id)
}

const keepable = (name: string, file: OrderFile, orders: CheckedFile['orders']): CheckedFile => ({
  name,
  delimiter: file.delimiter,
  head: [...file.head],
  rows: file.rows.map((row) => [...row]),
  ignored: file.columns.flatMap((one) => (one.kind === 'unknown' && one.name ? [one.name] : [])),
  orders,
})

const tooLong = (error: z.ZodError): string =>
  `Too long, or not as it must be: ${[...new Set(error.issues.map(({ path }) => String(path[0])))].join(', ')}`

const linkReasons = ({ payment, email }: FormContent): readonly string[] =>
  payment === 'link' && email.trim() === '' ? ['The payment link needs an e-mail address'] : []

interface Goods {
  /** By SKU as written; null: two articles are called so. */
  readonly bySku: ReadonlyMap<string, VariantFound | null>
  /** Pieces still to be had, counted down from order to order. */
  readonly left: Map<string, number>
}

async function readGoods(
  deps: ImportDeps,
  shop: ShopId,
  store: Store,
  orders: readonly FileOrder[],
): Promise<Goods> {
  const skus = [...new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))].filter(
    Boolean,
  )
  const items = await withShop(deps.db, shop, (tx) =>
    tx.item.findMany({
      where: { shopId: shop, sku: { in: skus, mode: 'insensitive' } },
      select: { sku: true, variantGid: true },
    }),
  )
  const gids = [...new Set(items.map(({ variantGid }) => variantGid))].map(gid)
  const found: VariantFound[] = []
  for (let at = 0; at < gids.length; at += atOnce)
    found.push(...(await deps.shop.variants(store, gids.slice(at, at + atOnce))))
  const bySku = new Map<string, VariantFound | null>()
  for (const sku of skus) {
    const exact = found.filter((one) => one.sku === sku)
    const alike = exact.length > 0 ? exact : found.filter((one) => isSame(one.sku, sku))
    const [only] = alike
    if (only) bySku.set(sku, alike.length === 1 ? only : null)
  }
  return { bySku, left: new Map() }
}

const isSame = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase()

/** The articles of an order; what is ordered by those before it in the file is gone. */
function withGoods(content: FormContent, order: FileOrder, { bySku, left }: Goods) {
  const reasons: string[] = []
  const lines = order.lines.flatMap(({ row, sku, quantity, properties }) => {
    if (sku === '' || quantity === null) return []
    const found = bySku.get(sku)
    if (found === undefined) reasons.push(`Row ${row}: the store sells nothing with the SKU ${sku}`)
    if (found === null) reasons.push(`Row ${row}: the store has two articles with the SKU ${sku}`)
    if (!found) return []
    const there = left.get(found.variantGid) ?? sellable(found)
    if (there !== null && there < quantity) {
      reasons.push(`Row ${row}: ${there === 0 ? 'sold out' : `only ${there} left`} of ${sku}`)
      return []
    }
    if (there !== null) left.set(found.variantGid, there - quantity)
    return [lineOf(found, quantity, [...properties])]
  })
  return { content: { ...content, lines }, reasons }
}

/** What references became that came in before. */
async function knownReferences(
  tx: ShopTx,
  orders: readonly FileOrder[],
): Promise<ReadonlyMap<string, string>> {
  const references = orders.flatMap(({ reference }) => reference ?? [])
  const rows = await tx.orderForm.findMany({
    where: {
      shopId: tx.shopId,
      reference: { in: references },
      state: { in: ['placing', 'placed'] },
    },
    select: { reference: true, orderName: true, draftName: true },
  })
  return new Map(
    rows.flatMap(({ reference, orderName, draftName }) =>
      reference === null ? [] : [[reference, orderName ?? draftName ?? 'an order on its way']],
    ),
  )
}
