import { plainCode } from '../../kernel/same-code.ts'
import type { ShopTx } from '../../platform/db.server.ts'

export interface KnownItem {
  readonly id: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly vendor: string | null
  readonly lots: boolean
  readonly serials: boolean
}

const chosen = {
  id: true,
  title: true,
  variantTitle: true,
  sku: true,
  barcode: true,
  vendor: true,
  lots: true,
  serials: true,
} as const

/**
 * The counted articles that codes name, as a scanner reads them or a person types them: a barcode before a SKU.
 * @returns one for each code as it was given; null where none has the code, or several: then nobody can tell which is
 * meant.
 */
export async function itemsByCode(
  tx: ShopTx,
  scanned: readonly string[],
): Promise<ReadonlyMap<string, KnownItem | null>> {
  const forms = [...new Set(scanned.flatMap((code) => [...codeForms(code)]))]
  // SKUs without regard to capitals: Prisma's `in` would be a pattern, and a SKU may have its signs.
  const like = await tx.$queryRaw<{ id: string }[]>`
    select id from item where shop_id = ${tx.shopId}::uuid and tracked
      and lower(sku) = any(${forms.map((form) => form.toLowerCase())}::text[])`
  const found = await tx.item.findMany({
    where: {
      ...{ shopId: tx.shopId, tracked: true },
      OR: [{ barcode: { in: forms } }, { id: { in: like.map(({ id }) => id) } }],
    },
    orderBy: { id: 'asc' },
    select: chosen,
  })
  const by = (code: 'barcode' | 'sku') => Map.groupBy(found, (one) => plainCode(one[code] ?? ''))
  const [barcodes, skus] = [by('barcode'), by('sku')]
  return new Map(
    scanned.map((code) => {
      const plain = plainCode(code)
      const alike = plain === '' ? [] : (barcodes.get(plain) ?? skus.get(plain) ?? [])
      return [code, alike.length === 1 ? (alike[0] ?? null) : null]
    }),
  )
}

/** The counted article that one code names, or null as above. */
export const itemByCode = async (tx: ShopTx, scanned: string): Promise<KnownItem | null> =>
  (await itemsByCode(tx, [scanned])).get(scanned) ?? null

/** How a code may be written in the catalogue: as read, without a scanner's mark, a UPC with and without its zero. */
function codeForms(scanned: string): ReadonlySet<string> {
  const bare = scanned.trim().replace(/^\][A-Za-z][0-9A-Za-z]/, '')
  const digits = bare.replace(/[\s-]/g, '')
  const forms = new Set([bare, digits, bare.toUpperCase()])
  if (/^\d+$/.test(digits)) {
    const plain = digits.replace(/^0+(?=\d)/, '')
    for (const length of [plain.length, 8, 12, 13, 14]) forms.add(plain.padStart(length, '0'))
  }
  forms.delete('')
  return forms
}

/** An item's name for people: `Enamel mug, Navy`. */
export const nameOfItem = (item: Pick<KnownItem, 'title' | 'variantTitle'>): string =>
  item.variantTitle ? `${item.title}, ${item.variantTitle}` : item.title
