import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { openPdf, type Pdf, type Points, pointsOfMm } from '../../../platform/pdf.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import { type PackDeps, readShipment } from '../shipment-at-bench.server.ts'
import { readBeside } from './extras.server.ts'

/** A6, lying. */
const page: readonly [Points, Points] = [pointsOfMm(148), pointsOfMm(105)]
const edge = pointsOfMm(14)
const inner = page[0] - 2 * edge
const top = pointsOfMm(13)
const room = page[1] - 2 * top - 16
/** A long text becomes smaller until it fits; one that never does goes on over cards. */
const sizes: readonly Points[] = [20, 18, 16, 14, 12, 11, 10]
const smallest: Points = 10

export interface GiftCard {
  readonly shopName: string
  readonly country: string
  readonly texts: readonly string[]
}

/** The cards of a shipment that is a gift, as PDF; null: no such shipment, or nobody wrote a text. */
export async function giftCards(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<{ readonly number: string; readonly pdf: Buffer<ArrayBuffer> } | null> {
  const vault = await deps.vaults.of(shop)
  const read = await withShop(deps.db, shop, async (tx) => {
    const shipment = await readShipment(tx, id)
    if (!shipment) return null
    const { texts } = (await readBeside(tx, vault, shipment)).gift
    const { name, domain } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const { country } = await tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: shipment.orderId } },
    })
    return { number: shipment.number, card: { shopName: name || domain, country, texts } }
  })
  if (!read || read.card.texts.length === 0) return null
  return { number: read.number, pdf: await drawGiftCards(read.card) }
}

/** A card for each text: nothing else stands on it but the shop's name. */
export async function drawGiftCards(card: GiftCard): Promise<Buffer<ArrayBuffer>> {
  const pdf = await openPdf({
    ...{ size: page, title: 'Gift card', country: card.country },
    texts: [card.shopName, ...card.texts],
  })
  const parts = card.texts.flatMap((text) => partsOf(pdf, text))
  for (const [at, part] of parts.entries()) {
    if (at > 0) pdf.newPage()
    drawCard(pdf, part, card.shopName)
  }
  return pdf.done()
}

interface Part {
  readonly text: string
  readonly size: Points
}

/** A text on one card, in the largest letters that fit; or on as many as the smallest need. */
function partsOf(pdf: Pdf, text: string): readonly Part[] {
  const size = sizes.find((one) => pdf.heightOf(text, styleOf(one)) <= room)
  if (size !== undefined) return [{ text, size }]
  const parts: string[] = []
  let rest: readonly string[] = text.match(/\s*\S{1,30}|\s+/gu) ?? []
  while (rest.length > 0) {
    let fits = 1
    let tooMany = rest.length + 1
    while (tooMany - fits > 1) {
      const half = (fits + tooMany) >> 1
      if (pdf.heightOf(rest.slice(0, half).join('').trim(), styleOf(smallest)) <= room) fits = half
      else tooMany = half
    }
    parts.push(rest.slice(0, fits).join('').trim())
    rest = rest.slice(fits)
  }
  return parts.map((part) => ({ text: part, size: smallest }))
}

const styleOf = (size: Points) => ({ size, width: inner, align: 'center' }) as const

function drawCard(pdf: Pdf, { text, size }: Part, shopName: string): void {
  const frame = pointsOfMm(6)
  pdf.box(frame, frame, page[0] - 2 * frame, page[1] - 2 * frame)
  pdf.box(frame + 3, frame + 3, page[0] - 2 * frame - 6, page[1] - 2 * frame - 6)
  const height = pdf.heightOf(text, styleOf(size))
  pdf.text(text, edge, top + Math.max(0, (room - height) / 2), styleOf(size))
  const foot = { size: 8, width: inner, align: 'center', color: '#555', most: 1 } as const
  pdf.text(shopName, edge, page[1] - top - 6, foot)
}
