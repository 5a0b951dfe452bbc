import { demoBarcode } from '../ean.ts'
import { drawPicture } from '../picture.ts'
import { randomOf } from '../random.ts'
import type { SeedProduct, SeedVariant } from '../shapes.ts'
import { clothing } from './clothing.ts'
import { home } from './home.ts'
import { kitchen } from './kitchen.ts'
import { outdoors } from './outdoors.ts'
import { paper } from './paper.ts'
import type { ProductRow, Stocking } from './rows.ts'

/** All that the shop sells, in a fixed order. */
export const catalogue: readonly ProductRow[] = [
  ...kitchen,
  ...home,
  ...outdoors,
  ...clothing,
  ...paper,
]

/** Pieces for some thousands of orders, more where more is bought; the shop floor holds fewer. */
const depth = { main: 120, partner: 120, 'shop-floor': 30 } as const

const places: Readonly<Record<Stocking, readonly (keyof typeof depth)[]>> = {
  own: ['main'],
  shop: ['main', 'shop-floor'],
  partner: ['partner'],
  both: ['main', 'partner'],
  everywhere: ['main', 'shop-floor', 'partner'],
  none: [],
}

function onHandOf(seed: number, row: ProductRow, variantAt: number): Record<string, number> {
  const random = randomOf(seed, 'stock', row.handle, variantAt)
  return Object.fromEntries(
    places[row.stocking].map((place) => [
      place,
      depth[place] * Math.max(row.popular, 1) + random.int(0, depth[place]),
    ]),
  )
}

/** The catalogue as the store plants it; barcodes and pictures never change, stock with the seed. */
export function productsOf(seed: number): readonly SeedProduct[] {
  let barcodes = 1000
  return catalogue.map((row) => {
    const variants = row.variants.map(([sku, title, price, grams], at): SeedVariant => {
      barcodes += 1
      return {
        sku,
        title,
        price,
        grams,
        barcode: row.noBarcode ? null : demoBarcode(barcodes),
        onHand: onHandOf(seed, row, at),
        tracked: row.stocking !== 'none',
      }
    })
    return {
      handle: row.handle,
      title: row.title,
      vendor: row.vendor,
      productType: row.type,
      tags: row.tags,
      sizeMm: row.mm ? { length: row.mm[0], width: row.mm[1], height: row.mm[2] } : null,
      picture: drawPicture(row.motif, row.hue),
      kind: row.kind ?? 'physical',
      variants,
    }
  })
}
