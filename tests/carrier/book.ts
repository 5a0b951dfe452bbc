import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { wayNames } from './ways.ts'

const place = z.object({
  name: z.string(),
  company: z.string().nullable(),
  street1: z.string(),
  street2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string(),
})

const event = z.object({
  id: z.string(),
  code: z.string(),
  at: z.string(),
  message: z.string(),
  place: z.string(),
})
export type CarrierEvent = z.infer<typeof event>

const parcel = z.object({
  number: z.string(),
  /** The buyer's idempotency key: the same one never buys twice. */
  key: z.string(),
  reference: z.string(),
  service: z.string(),
  callback: z.string(),
  from: place,
  to: place,
  weightGrams: z.number(),
  price: z.object({ amount: z.string(), currency: z.string() }),
  boughtAt: z.string(),
  voidedAt: z.string().nullable(),
  eta: z.string(),
  way: z.enum(wayNames),
  /** How many scans of the way have happened. */
  step: z.number(),
  nextAt: z.number().nullable(),
  events: z.array(event),
  /** Ids of events that the app has not taken yet. */
  unpushed: z.array(z.string()),
  pushTries: z.number(),
  pushAt: z.number(),
})
export type CarrierParcel = z.infer<typeof parcel>

const pages = z.object({
  serial: z.number(),
  parcels: z.array(parcel),
  /** Purchases that were repeated under a known key and answered with the first label. */
  repeats: z.number(),
  refusals: z.number(),
})

/** What the carrier knows, in memory, written into a file soon after it changes. */
export interface Book {
  readonly byNumber: Map<string, CarrierParcel>
  readonly byKey: Map<string, CarrierParcel>
  readonly totals: { serial: number; repeats: number; refusals: number }
  add(parcel: CarrierParcel): void
  changed(): void
  /** Writes what is not written yet. */
  flush(): void
}

/** @param file null keeps nothing. @throws ZodError when the file is no book of ours. */
export function openBook(file: string | null): Book {
  const stored =
    file && existsSync(file)
      ? pages.parse(JSON.parse(readFileSync(file, 'utf8')))
      : { serial: 0, parcels: [], repeats: 0, refusals: 0 }
  const byNumber = new Map(stored.parcels.map((each) => [each.number, each]))
  const byKey = new Map(stored.parcels.map((each) => [each.key, each]))
  const totals = { serial: stored.serial, repeats: stored.repeats, refusals: stored.refusals }
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (!file) return
    writeFileSync(`${file}.new`, JSON.stringify({ ...totals, parcels: [...byNumber.values()] }))
    renameSync(`${file}.new`, file)
  }
  const changed = () => {
    timer ??= setTimeout(flush, 300)
    timer.unref()
  }
  return {
    byNumber,
    byKey,
    totals,
    changed,
    flush,
    add(one) {
      byNumber.set(one.number, one)
      byKey.set(one.key, one)
      // A purchase is written before it is answered, as a real carrier would.
      flush()
    },
  }
}
