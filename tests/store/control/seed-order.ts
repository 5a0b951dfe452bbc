/** An order given over HTTP, checked so that a slip in a test is named at once. */
import { z } from 'zod'
import { BadRequest } from '../http.ts'
import type { SeedOrder } from '../seed/shapes.ts'

const text = z.string().nullable()
const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullable().or(z.literal('absent'))

const address = z.object({
  firstName: text,
  lastName: text,
  company: text.default(null),
  address1: text,
  address2: text.default(null),
  city: text,
  provinceCode: text.default(null),
  province: text.default(null),
  zip: text,
  countryCode: text,
  country: text.default(null),
  phone: text.default(null),
})

const order = z.object({
  email: maybe(z.string()),
  phone: text.default(null),
  customer: maybe(
    z.object({
      firstName: z.string(),
      lastName: z.string(),
      email: z.string(),
      phone: text.default(null),
    }),
  ).default(null),
  shippingAddress: maybe(address),
  billingAddress: maybe(address).default(null),
  currency: z.string().length(3),
  locale: z.string().default('en'),
  lines: z
    .array(
      z.object({
        sku: z.string(),
        quantity: z.number().int().positive(),
        properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
      }),
    )
    .min(1),
  shippingLine: z
    .object({ title: z.string(), code: z.string(), price: z.string() })
    .nullable()
    .default(null),
  delivery: z.enum(['shipping', 'pickup', 'none']).default('shipping'),
  financialStatus: z.enum(['paid', 'pending', 'partially_refunded']).default('paid'),
  sourceName: z.enum(['web', 'pos', 'shopify_draft_order', 'phone']).default('web'),
  note: text.default(null),
  tags: z.array(z.string()).default([]),
  later: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('edit_quantity'),
          line: z.number().int(),
          to: z.number().int(),
          afterMs: z.number(),
        }),
        z.object({
          kind: z.literal('refund_line'),
          line: z.number().int(),
          quantity: z.number().int(),
          afterMs: z.number(),
        }),
        z.object({ kind: z.literal('cancel'), afterMs: z.number() }),
      ]),
    )
    .default([]),
  faults: z
    .array(
      z.enum([
        'address_null',
        'address_absent',
        'address_half_empty',
        'email_empty',
        'email_absent',
        'customer_null',
        'no_shipping_line',
        'postcode_of_another_country',
      ]),
    )
    .default([]),
  truth: z
    .object({ email: z.string(), phone: text, address: address.nullable() })
    .default({ email: 'buyer@example.com', phone: null, address: null }),
})

/** @throws BadRequest naming every bad field. */
export function seedOrderFrom(given: unknown): SeedOrder {
  const read = order.safeParse(given)
  if (read.success) return read.data
  const problems = read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`)
  throw new BadRequest(`not an order: ${problems.join('; ')}`)
}
