import { z } from 'zod'

const word = z.string().trim().max(100).default('')
const minor = z.number().int().min(0).max(1_000_000_000)

/** What of a vendor's (or of one article's) goods is looked at before it may be sold. */
export const inspectionRule = z.object({
  /** Empty: of whatever vendor. */
  vendor: word,
  /** Empty: whatever article. */
  sku: word,
  check: z.enum(['all', 'every_nth', 'none']),
  /** With `every_nth`: one of so many deliveries of an article. */
  nth: z.number().int().min(2).max(1_000).default(5),
})
export type InspectionRule = z.infer<typeof inspectionRule>

/** Where goods like these are put. What is empty fits all. */
export const putAwayRule = z.object({
  productType: word,
  vendor: word,
  tag: word,
  sales: z.enum(['', 'A', 'B', 'C']).default(''),
  /** Only pieces at least as heavy as this. */
  fromGrams: z.number().int().min(0).max(1_000_000).default(0),
  /** Only when so many or more come in at once. */
  fromPieces: z.number().int().min(0).max(1_000_000).default(0),
  zone: z.string().trim().max(20).default(''),
  kind: z.enum(['pick', 'reserve']).default('pick'),
})
export type PutAwayRule = z.infer<typeof putAwayRule>

/**
 * How a shop wants its goods received, put away, counted and ordered. A missing key takes its default, so a
 * new rule needs no migration. Money is in minor units of the shop's currency.
 */
export const stockRules = z.object({
  /** Whoever receives does not see how many should come. */
  blind: z.boolean().default(true),
  /** The first that fits is taken; none fits: nothing is looked at. */
  inspection: z.array(inspectionRule).max(50).default([]),
  /** The first that fits is taken; none fits: any bin. */
  putAway: z.array(putAwayRule).max(50).default([]),
  /** What of a year's pieces sold is A, and what A and B together, in per cent. */
  shareA: z.number().int().min(1).max(99).default(80),
  shareB: z.number().int().min(1).max(100).default(95),
  /** A bin is counted again after so many days, by the best seller in it; 0: never. */
  countDaysA: z.number().int().min(0).max(1_000).default(30),
  countDaysB: z.number().int().min(0).max(1_000).default(90),
  countDaysC: z.number().int().min(0).max(1_000).default(180),
  /** Planned counts that are open at once. */
  countsAtOnce: z.number().int().min(0).max(1_000).default(20),
  /** Is a bin looked at when the ledger says that nothing is left in it? */
  zeroChecks: z.boolean().default(true),
  /** Differences of fewer pieces are believed the first time. */
  recountFromPieces: z.number().int().min(1).max(100_000).default(2),
  /** Differences worth more than this are decided by the office, and above the second by the owner. */
  floorUpToMinor: minor.default(2_000),
  officeUpToMinor: minor.default(50_000),
  /** Days of sales that are looked back at. */
  lookBackDays: z.number().int().min(7).max(365).default(56),
  /** Days from ordering to having it here, where an article does not say. */
  leadDays: z.number().int().min(0).max(365).default(7),
  /** Days an order should last, and days kept against surprises. */
  coverDays: z.number().int().min(1).max(365).default(28),
  safetyDays: z.number().int().min(0).max(365).default(7),
})
export type StockRules = z.infer<typeof stockRules>

/** Rules as stored; what cannot be read any more falls back to its default, key by key. */
export function readRules(stored: unknown): StockRules {
  const raw = z.record(z.string(), z.unknown()).catch({}).parse(stored)
  const whole = stockRules.safeParse(raw)
  if (whole.success) return whole.data
  const bad = new Set(whole.error.issues.map((issue) => String(issue.path[0])))
  return stockRules.parse(Object.fromEntries(Object.entries(raw).filter(([key]) => !bad.has(key))))
}
