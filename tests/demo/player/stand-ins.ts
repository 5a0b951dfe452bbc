import { z } from 'zod'
import { sleep } from '../progress.ts'
import { type Addresses, shopDomain } from '../stand-in-plans.ts'

const address = z.object({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  company: z.string().nullable(),
  address1: z.string().nullable(),
  address2: z.string().nullable(),
  city: z.string().nullable(),
  provinceCode: z.string().nullable(),
  zip: z.string().nullable(),
  countryCode: z.string().nullable(),
  phone: z.string().nullable(),
})
const storeOrder = z.object({
  gid: z.string(),
  name: z.string(),
  email: z.string().nullable().optional(),
  cancelledAt: z.union([z.string(), z.number()]).nullable(),
  financialStatus: z.string(),
  fulfillmentStatus: z.string().nullable(),
  returnStatus: z.string().nullable(),
  delivery: z.string(),
  truth: z.object({ email: z.string(), phone: z.string().nullable(), address: address.nullable() }),
})
export type StoreOrder = z.infer<typeof storeOrder>
export type Truth = StoreOrder['truth']

const letter = z.object({
  id: z.number(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
})
export type ReadLetter = z.infer<typeof letter>

async function ask<T>(url: string, shape: z.ZodType<T>, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok)
    throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
  return shape.parse(await response.json())
}

const doubles = z.object({ doubles: z.number() })

/** What a script may ask the stand-ins that a person would see with their own eyes. */
export function standIns({ store, mailbox, carrier, partner }: Addresses) {
  const shop = `${store}/control/${shopDomain}`
  return {
    placeOrders: (count: number) => ask(`${shop}/orders`, z.unknown(), { count }),
    orders: async () =>
      (await ask(`${shop}/orders`, z.object({ orders: z.array(storeOrder) }))).orders,
    pay: (gid: string) => ask(`${shop}/orders/${gid.split('/').at(-1)}/pay`, z.unknown(), {}),
    /** Letters that came after the one with this number. */
    lettersAfter: async (id: number) =>
      (await ask(`${mailbox}/messages?after=${id}`, z.object({ messages: z.array(letter) })))
        .messages,
    /** Nothing is under way to the app any more. */
    quiet: async () => (await ask(`${shop}/webhooks`, z.object({ quiet: z.boolean() }))).quiet,
    storeDoubles: async () =>
      (
        await ask(
          `${shop}/counts`,
          z.object({ totals: z.object({ doubles: z.object({ all: z.number() }) }) }),
        )
      ).totals.doubles.all,
    carrierDoubles: async () => (await ask(`${carrier}/control/counts`, doubles)).doubles,
    partnerDoubles: async () => (await ask(`${partner}/control/counts`, doubles)).doubles,
  }
}
export type StandIns = ReturnType<typeof standIns>

/** Whether the run is over, and how often a person's round may fail in a row before they give up. */
export interface Over {
  (): boolean
  readonly patience?: number
}

/** Does a person's round again and again, with a breath between, until told to stop. */
export async function keepAt(
  who: string,
  over: Over,
  round: () => Promise<boolean>,
): Promise<void> {
  let failures = 0
  while (!over()) {
    try {
      const didSomething = await round()
      failures = 0
      await sleep(didSomething ? 20 : 400)
    } catch (error) {
      // A busy page is tried again, as a person would; one that stays broken ends the run.
      failures += 1
      if (failures > (over.patience ?? 20))
        throw new Error(`${who} gave up: ${error instanceof Error ? error.message : error}`)
      await sleep(Math.min(3_000, 300 * failures))
    }
  }
}
