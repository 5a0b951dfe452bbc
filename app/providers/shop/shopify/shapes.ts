import { z } from 'zod'
import { gid } from '../../../kernel/ids.ts'
import { type Money, minorDigits, money } from '../../../kernel/money.ts'

/** A Shopify global id; FulfillmentService ids carry a query (`?id=true`). */
export const gidShape = z
  .string()
  .regex(/^gid:\/\/shopify\/[A-Za-z]+\/[\w.?=&%-]+$/)
  .transform((raw) => gid(raw))

/** Orders of today's shops lie well within; what lies outside would be the newest state for ever, or none. */
const isYearOfOurs = (time: Date): boolean =>
  time.getUTCFullYear() >= 2000 && time.getUTCFullYear() < 2100

export const timeShape = z.iso
  .datetime({ offset: true })
  .transform((raw) => new Date(raw))
  .refine(isYearOfOurs, 'a year that cannot be')

/** Pieces of a line: the database's whole numbers end there, and so does every warehouse. */
export const piecesShape = z
  .number()
  .int()
  .nonnegative()
  .max(2_147_483_647, 'more pieces than there can be')

/**
 * Where something is not as it must be, and what is wrong with it where we have words of our own for it;
 * never the value, which may be personal.
 */
export const placesOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, code, message }) => {
      const place = path.join('.')
      return code === 'custom' || code === 'too_big' ? `${place} (${message})` : place
    })
    .join(', ')

const decimal = z.string().regex(/^-?\d{1,15}(\.\d+)?$/)

/** Shopify's amounts per piece can say more digits than the currency holds: what is more is cut off. */
export function cutMoney(amount: string, currency: string): Money {
  const [whole = '0', fraction = ''] = amount.split('.')
  const kept = fraction.slice(0, minorDigits(currency))
  return money(kept === '' ? whole : `${whole}.${kept}`, currency)
}

export const moneyShape = z
  .object({ amount: decimal, currencyCode: z.string().length(3) })
  .transform(({ amount, currencyCode }) => cutMoney(amount, currencyCode))

/** What the buyer paid in; the shop's own currency is not read. */
export const moneyBagShape = z
  .object({ presentmentMoney: moneyShape })
  .transform((bag) => bag.presentmentMoney)

const pageInfoShape = z.object({
  hasNextPage: z.boolean(),
  endCursor: z.string().nullable(),
})

export interface Page<Node> {
  readonly nodes: readonly Node[]
  /** Null on the last page. */
  readonly next: string | null
}

/** A connection asked for with `nodes { … } pageInfo { hasNextPage endCursor }`. */
export const pageOf = <Node>(node: z.ZodType<Node>) =>
  z.object({ nodes: z.array(node), pageInfo: pageInfoShape }).transform(
    ({ nodes, pageInfo }): Page<Node> => ({
      nodes,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    }),
  )

const userErrorsShape = z.array(
  z.object({
    message: z.string(),
    field: z.array(z.string()).nullish(),
    code: z.string().nullish(),
  }),
)

/** A change's payload, asked for under the alias `done`. */
export const doneShape = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ done: z.object({ ...shape, userErrors: userErrorsShape }) })

/** What every mutation of ours answers. */
export interface Done {
  readonly done: { readonly userErrors: z.infer<typeof userErrorsShape> }
}
