import { z } from 'zod'

/** How an order came that nobody placed in the store themselves. */
const formChannels = ['phone', 'mail', 'counter', 'csv'] as const
export type FormChannel = (typeof formChannels)[number]
/** What a person can choose; a file says so by itself. */
export const typedChannels = ['phone', 'mail', 'counter'] as const

/** Whom a note is for; none: everybody who works on the order. */
export const noteDepartments = ['office', 'finance', 'warehouse', 'partner', 'care'] as const

const text = (longest: number) => z.string().max(longest).default('')
const named = z.object({ name: z.string().max(100), value: z.string().max(1000) })
const minor = z.string().regex(/^\d{1,15}$/)
const currency = z.string().regex(/^[A-Z]{3}$/)

const lineShape = z.object({
  variantGid: z.string().max(200),
  title: text(500),
  variantTitle: z.string().max(500).nullable().default(null),
  sku: z.string().max(200).nullable().default(null),
  vendor: z.string().max(200).nullable().default(null),
  productType: z.string().max(200).nullable().default(null),
  productTags: z.array(z.string().max(300)).max(300).default([]),
  requiresShipping: z.boolean().default(true),
  giftCard: z.boolean().default(false),
  /** Of one piece, in the shop's currency, as the store last said. */
  priceMinor: minor,
  currency,
  quantity: z.number().int().min(0).max(9_999),
  properties: z.array(named).max(50).default([]),
})
export type FormLine = z.infer<typeof lineShape>

/**
 * Everything a person types of an order, or a file says of it. Raw: only the check says what will not
 * do. Personal data, so sealed wherever it is kept.
 */
export const formContent = z.object({
  channel: z.enum(formChannels).default('phone'),
  /** The store's customer that was chosen; null for one who is new. */
  customerGid: z.string().max(200).nullable().default(null),
  email: text(320),
  phone: text(60),
  firstName: text(200),
  lastName: text(200),
  deliver: z.enum(['ship', 'collect']).default('ship'),
  /** Whom the parcel is for, where that is not the customer. */
  recipient: text(300),
  company: text(200),
  address1: text(300),
  address2: text(300),
  city: text(200),
  region: text(100),
  zip: text(40),
  country: text(2),
  lines: z.array(lineShape).max(200).default([]),
  /** How it is brought: the store's option by its handle, or a free one with its price. */
  shipping: z
    .object({
      handle: z.string().max(500).nullable(),
      title: z.string().max(200),
      priceMinor: minor.nullable(),
      currency,
    })
    .nullable()
    .default(null),
  /** Answers to what the shop asks of the whole order. */
  attributes: z.array(named).max(50).default([]),
  metafields: z.array(named).max(50).default([]),
  /** The order's own note, as a customer writes one. */
  note: text(2000),
  departmentNote: text(2000),
  departments: z.array(z.enum(noteDepartments)).max(5).default([]),
  payment: z.enum(['link', 'paid']).default('link'),
})
export type FormContent = z.infer<typeof formContent>

/** Nothing typed yet. */
export const emptyForm = (country: string): FormContent => formContent.parse({ country })

/** Whether anything of it is worth keeping. */
export const isBlank = (content: FormContent): boolean =>
  content.lines.length === 0 &&
  [content.email, content.phone, content.firstName, content.lastName, content.company].every(
    (one) => one.trim() === '',
  ) &&
  [content.address1, content.city, content.zip, content.note, content.departmentNote].every(
    (one) => one.trim() === '',
  )
