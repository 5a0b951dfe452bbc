import { z } from 'zod'
import { mostRules, packingRule } from './packing-rules.ts'

const hourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as 14:00')

/** Shopify's words for orders that are not paid. */
export const paymentStatuses = [
  'pending',
  'authorized',
  'partially_paid',
  'expired',
  'voided',
] as const

/** What may follow when a shelf is short, from the least to the most that is done about it. */
const shortRules = [
  'wait',
  'another_bin',
  'another_place',
  'split',
  'another_place_or_split',
] as const
export type ShortRule = (typeof shortRules)[number]

/**
 * How a shop wants its orders carried. Stored as JSON on the shop; a missing key takes its default,
 * so a new setting needs no migration.
 */
export const shopSettings = z.object({
  /** Must the customer press "confirm" before work starts? */
  confirmationRequired: z.boolean().default(false),
  /** Hours the customer has to confirm before a call task opens. */
  confirmWithinHours: z.number().min(1).max(336).default(24),
  /** What a customer of a sent order must have left so that we can tell them about it. */
  contactNeeded: z.enum(['email', 'email_or_phone']).default('email'),
  /** Hours the customer has to complete missing details before a call task opens. */
  correctWithinHours: z.number().min(1).max(336).default(48),
  /** Hours after which a customer who did not answer is reminded, each once; empty: never. */
  remindAfterHours: z.array(z.number().min(1).max(336)).max(5).default([24]),
  /** Who calls the customer when time is up. */
  correctionTeam: z.enum(['office', 'care']).default('office'),
  /** What becomes of an order with details that may be right and look wrong: it waits, or the office looks at it. */
  doubtfulDetails: z.enum(['office', 'hold']).default('office'),
  /** Orders placed before this local time leave the same working day. */
  cutOff: hourMinute.default('14:00'),
  /** ISO weekdays (1 Monday … 7 Sunday) on which the warehouse works. */
  workingDays: z.array(z.number().int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
  /** ISO 3166 country (and region) whose public holidays are no working days; empty: none. */
  holidaysOf: z.string().max(10).default(''),
  /** Working days from taking an order to handing it over. */
  handlingDays: z.number().int().min(0).max(30).default(1),
  /** Days a carrier needs at home and abroad, until carriers tell better. */
  carrierDaysHome: z.number().int().min(0).max(60).default(2),
  carrierDaysAbroad: z.number().int().min(0).max(60).default(6),
  /** Which partner ships what the shop does not stock itself, and orders to these countries. */
  partnerCountries: z.array(z.string().length(2)).default([]),
  /** Whom customers may contact. */
  contactName: z.string().max(100).default(''),
  contactEmail: z.string().max(200).default(''),
  contactPhone: z.string().max(40).default(''),
  /**
   * How orders are walked for: each alone, several on a cart, zone by zone with the tote passed on, or all zones at
   * once, the pieces coming together in a slot.
   */
  pickMode: z.enum(['cluster', 'piece', 'zone', 'zones_at_once']).default('cluster'),
  /** Slots beside the bench where the zones of an order come together, `SLOT-01` and on. */
  gatheringSlots: z.number().int().min(1).max(999).default(40),
  /** Do orders of a single piece get carts of their own, all in one tote? */
  singlesApart: z.boolean().default(false),
  /** What a picking cart holds: orders, and totes (orders of a single piece share one). */
  cartOrders: z.number().int().min(1).max(200).default(6),
  cartTotes: z.number().int().min(1).max(12).default(12),
  /** Room in a tote; a larger order takes several places on the cart. 0: an order is one tote. */
  toteLitres: z.number().min(0).max(500).default(0),
  cartKilograms: z.number().min(0.1).max(2_000).default(80),
  cartLitres: z.number().min(1).max(5_000).default(300),
  /** Product types that must not share a cart, as `Food / Cleaning`. */
  keepApart: z
    .array(z.string().regex(/^[^/]+\/[^/]+$/, 'write two product types as Food / Cleaning'))
    .default([]),
  /** Orders with one of these tags, or sent by a service with one of these words in its name, go before others. */
  urgentTags: z.array(z.string().min(1).max(40)).max(20).default(['VIP']),
  urgentServices: z.array(z.string().min(1).max(40)).max(20).default(['express']),
  pickersAtOnce: z.number().int().min(1).max(200).default(1),
  walkMetresPerMinute: z.number().min(5).max(200).default(50),
  secondsPerPiece: z.number().min(0).max(600).default(15),
  /**
   * What follows when a shelf is short. Each but `wait` tries another bin of the place first, in the same tour; then
   * another place sends the rest, or what is there goes out and the rest follows, or the order waits for stock.
   */
  shortRule: z.enum(shortRules).default('another_bin'),
  /** How far a parcel's weight may be from what is expected: a share of it, and at least so many grams. */
  weightTolerancePercent: z.number().min(0).max(50).default(5),
  weightToleranceGrams: z.number().int().min(0).max(5_000).default(50),
  /** Must every parcel stand on the scale? Else what is expected is taken where nobody weighed. */
  weighEvery: z.boolean().default(false),
  /** What comes into parcels beside the goods. */
  packingRules: z.array(packingRule).max(mostRules).default([]),
  /** Names of order attributes and line properties that hold a text for a gift card. */
  giftNames: z.array(z.string().min(1).max(60)).max(20).default(['Gift note', 'Gift message']),
  /** Names of attributes and properties that say that an order is a gift; and tags of such orders. */
  giftMarks: z.array(z.string().min(1).max(60)).max(20).default(['Gift', 'Gift wrap']),
  giftTags: z.array(z.string().min(1).max(40)).max(20).default(['gift']),
  /** Is the note of a gift's order its text, where there is no other? */
  giftFromNote: z.boolean().default(false),
  /** More pieces than this are not planned at once: a wave of them is released. 0: no waves. */
  wavePieces: z.number().int().min(0).max(20_000).default(0),
  /** Days without a word of a parcel until somebody must ask the carrier. */
  silentAfterDays: z.number().min(0.5).max(60).default(3),
  /** Is the customer told when a parcel is out for delivery? */
  mailOutForDelivery: z.boolean().default(false),
  /** What cartons are chosen for: fewest boxes, least room, or least cost of carton and carriage. */
  packFor: z.enum(['boxes', 'volume', 'cost']).default('boxes'),
  /** What fills the room that is left in a carton weighs and costs, a litre. */
  voidFillGramsPerLitre: z.number().int().min(0).max(500).default(15),
  voidFillMinorPerLitre: z.number().int().min(0).max(10_000).default(0),
  returnWindowDays: z.number().int().min(0).max(365).default(30),
  /** Hours after delivery until the survey goes out, and days until it closes. */
  surveyAfterHours: z.number().min(0).max(720).default(24),
  surveyOpenDays: z.number().int().min(1).max(90).default(14),
  /** Financial statuses that hold an order until it is paid. */
  paymentHolds: z.array(z.enum(paymentStatuses)).default(['expired']),
  /** What follows when the store sees a high, or a medium, risk of fraud. */
  riskHigh: z.enum(['hold', 'task', 'nothing']).default('hold'),
  riskMedium: z.enum(['hold', 'task', 'nothing']).default('task'),
  /** Hours after which a customer who has a payment link is reminded, once; and hours until the office has it. */
  payRemindAfterHours: z.number().min(1).max(336).default(48),
  payWithinHours: z.number().min(1).max(720).default(168),
  /** Hours an order may wait for stock, nothing of it able to go, until it is held; 0: at once; null: never. */
  stockHoldAfterHours: z.number().min(0).max(336).nullable().default(24),
  /** How alike two orders must be to be held as one, and how far apart they may be placed. */
  duplicateStrictness: z.enum(['off', 'loose', 'normal', 'strict']).default('normal'),
  duplicateWithinHours: z.number().int().min(1).max(168).default(24),
  /** Scores up to this open a care call. */
  lowScoreUpTo: z.number().int().min(0).max(10).default(6),
  careWithinHours: z.number().min(1).max(336).default(24),
})
export type ShopSettings = z.infer<typeof shopSettings>

/** Settings as stored; what cannot be read any more falls back to its default, key by key. */
export function readSettings(stored: unknown): ShopSettings {
  const whole = shopSettings.safeParse(stored ?? {})
  if (whole.success) return whole.data
  const raw = z.record(z.string(), z.unknown()).catch({}).parse(stored)
  const bad = new Set(whole.error.issues.map((issue) => String(issue.path[0])))
  return shopSettings.parse(
    Object.fromEntries(Object.entries(raw).filter(([key]) => !bad.has(key))),
  )
}
