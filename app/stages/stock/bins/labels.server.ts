import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import { openPdf, pointsOfMm } from '../../../platform/pdf.server.ts'
import { nameOfItem } from '../item-by-code.server.ts'
import { type Label, type LabelSize, zplLabel } from './label.ts'

/** Labels of one file. */
export const mostLabels = 500

/** Labels of bins, in walking order. */
export function binLabels(
  deps: { readonly db: Db },
  shop: ShopId,
  ids: readonly string[],
): Promise<readonly Label[]> {
  return withShop(
    deps.db,
    shop,
    (tx) => tx.$queryRaw<Label[]>`
      select b.code, 'Bin' as title, p.name as sub from bin b
      join location p on p.shop_id = b.shop_id and p.id = b.location_id
      where b.shop_id = ${shop}::uuid and b.id = any(${[...ids]}::uuid[]) order by b.walk, b.code limit ${mostLabels}`,
  )
}

/** Labels for goods that came without one; null when the item has no code that could be printed. */
export function itemLabels(
  deps: { readonly db: Db },
  shop: ShopId,
  { itemId, copies }: { readonly itemId: string; readonly copies: number },
): Promise<readonly Label[] | null> {
  return withShop(deps.db, shop, async (tx) => {
    const item = await tx.item.findUnique({
      where: { shopId_id: { shopId: shop, id: itemId } },
      select: { title: true, variantTitle: true, sku: true, barcode: true },
    })
    const code = item?.barcode?.trim() || item?.sku?.trim()
    // Code 128 says ASCII alone.
    if (!item || !code || !/^[\x20-\x7e]{1,48}$/.test(code)) return null
    const label = { code, title: nameOfItem(item), sub: item.sku ?? '' }
    return Array.from({ length: Math.min(copies, mostLabels) }, () => label)
  })
}

/** Labels as a PDF, each a page of its own size. */
export async function labelsPdf(
  labels: readonly Label[],
  { widthMm, heightMm }: LabelSize,
  country: string,
): Promise<Buffer<ArrayBuffer>> {
  const [width, height] = [pointsOfMm(widthMm), pointsOfMm(heightMm)]
  const pdf = await openPdf({
    ...{ size: [width, height], country, title: 'Labels' },
    texts: labels.flatMap((one) => [one.code, one.title, one.sub]),
  })
  const edge = pointsOfMm(2)
  const inner = width - 2 * edge
  labels.forEach((label, at) => {
    if (at > 0) pdf.newPage()
    const line = { width: inner, align: 'center', most: 1 } as const
    pdf.text(label.title, edge, height * 0.05, { ...line, size: height * 0.11, bold: true })
    pdf.barcode(label.code, edge, height * 0.26, [inner, height * 0.38])
    pdf.text(label.code, edge, height * 0.66, { ...line, size: height * 0.13, bold: true })
    pdf.text(label.sub, edge, height * 0.86, { ...line, size: height * 0.08 })
  })
  return pdf.done()
}

export const labelsZpl = (labels: readonly Label[], size: LabelSize): string =>
  `${labels.map((label) => zplLabel(label, size)).join('\n')}\n`
