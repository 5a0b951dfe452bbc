import type { MotifName } from '../picture.ts'

/**
 * Where a variant lies. `own`: main warehouse; `shop`: main and the shop floor; `partner`: only at
 * the partner; `both`: main and partner; `everywhere`: all three; `none`: nothing to stock.
 */
export type Stocking = 'own' | 'shop' | 'partner' | 'both' | 'everywhere' | 'none'

/** One variant as the catalogue's tables write it: sku, title, price in euro, grams. */
type VariantRow = readonly [sku: string | null, title: string, price: string, grams: number]

export interface ProductRow {
  readonly title: string
  readonly handle: string
  readonly vendor: string
  readonly type: string
  readonly tags: readonly string[]
  readonly kind?: 'physical' | 'digital' | 'gift_card'
  /** Length, width, height in millimetres; absent: never measured. */
  readonly mm?: readonly [number, number, number]
  readonly motif: MotifName
  /** Hue of the picture, 0–359. */
  readonly hue: number
  readonly stocking: Stocking
  /** How often buyers take it, against the others; 0: it cannot be ordered by sku. */
  readonly popular: number
  /** Lines may carry an engraving or a gift text. */
  readonly personal?: 'engraving' | 'gift_text'
  /** The merchant never entered barcodes for it. */
  readonly noBarcode?: true
  readonly variants: readonly VariantRow[]
}
