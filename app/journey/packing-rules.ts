import { z } from 'zod'

const words = z.array(z.string().trim().min(1).max(80)).max(50).default([])

/**
 * What comes into a parcel beside the goods, and when. Every condition that is filled in must hold; within one, any
 * of its words is enough. Conditions about goods are about one and the same line.
 */
export const packingRule = z.object({
  id: z.uuid(),
  /** What is added, as the packer reads it: `Tissue paper`. */
  name: z.string().trim().min(1, 'say what is added').max(80),
  kind: z.enum(['material', 'insert']).default('material'),
  quantity: z.number().int().min(1, 'at least one').max(99).default(1),
  /** For each piece of the goods it is about, instead of once a shipment. */
  perPiece: z.boolean().default(false),
  /** What its barcode says; empty: it is ticked. */
  code: z.string().trim().max(60).default(''),
  /** The article it is counted as in stock; empty: nobody counts it. */
  sku: z.string().trim().max(80).default(''),
  /** Is the parcel not closed without it? */
  must: z.boolean().default(true),
  tags: words,
  types: words,
  skus: words,
  /** ISO countries the order goes to. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'write countries as IE, DE'))
    .max(60)
    .default([]),
  /** From this value of the order on, in minor units of the shop's currency; null: whatever it is worth. */
  fromMinor: z.number().int().min(0).nullable().default(null),
  gift: z.enum(['any', 'gift', 'no_gift']).default('any'),
})
export type PackingRule = z.infer<typeof packingRule>

export const mostRules = 100
