import { sameCode } from '../../kernel/same-code.ts'
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
 * The counted article that a code names, as a scanner reads it or a person types it: its barcode before its SKU.
 * Null when none does, or when several articles have the code: then nobody can tell which is meant.
 */
export async function itemByCode(tx: ShopTx, scanned: string): Promise<KnownItem | null> {
  const forms = [...codeForms(scanned)]
  const found = await tx.item.findMany({
    where: {
      shopId: tx.shopId,
      tracked: true,
      OR: [
        { barcode: { in: forms } },
        { sku: { in: forms } },
        { sku: { equals: forms[0] ?? '', mode: 'insensitive' } },
      ],
    },
    orderBy: { id: 'asc' },
    take: 20,
    select: chosen,
  })
  const by = (code: 'barcode' | 'sku') => found.filter((one) => sameCode(scanned, one[code] ?? ''))
  const alike = by('barcode').length > 0 ? by('barcode') : by('sku')
  return alike.length === 1 ? (alike[0] ?? null) : null
}

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
