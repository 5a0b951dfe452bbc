import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const orderStates = ['received', 'accepted', 'rejected', 'shipped', 'stopped'] as const

const order = z.object({
  /** The partner's own number. */
  reference: z.string(),
  /** `webhook-id` of the message that made it: the same one never makes a second order. */
  messageId: z.string(),
  /** The request's id and number at the app. */
  id: z.string(),
  number: z.string(),
  state: z.enum(orderStates),
  /** The shop wants it back and has no answer yet. */
  stopAsked: z.boolean(),
  shipTo: z.record(z.string(), z.string().nullable()),
  lines: z.array(
    z.object({ line_id: z.string(), sku: z.string(), title: z.string(), quantity: z.number() }),
  ),
  tracking: z.array(z.object({ number: z.string(), url: z.string().nullable() })),
  carrier: z.string(),
  receivedAt: z.string(),
  /** When something is done about it next, in epoch milliseconds; null when nothing is left to do. */
  nextAt: z.number().nullable(),
  tries: z.number(),
  /** What the app said when it did not take an answer. */
  trouble: z.string().nullable(),
})
export type PartnerOrder = z.infer<typeof order>

const pages = z.object({
  serial: z.number(),
  repeats: z.number(),
  badSignatures: z.number(),
  orders: z.array(order),
})

/** What the partner knows, in memory, and in a file soon after it changes. */
export interface Book {
  readonly orders: PartnerOrder[]
  readonly totals: { serial: number; repeats: number; badSignatures: number }
  changed(): void
  flush(): void
}

/** @param file null keeps nothing. @throws ZodError when the file is no book of ours. */
export function openBook(file: string | null): Book {
  const stored =
    file && existsSync(file)
      ? pages.parse(JSON.parse(readFileSync(file, 'utf8')))
      : { serial: 0, repeats: 0, badSignatures: 0, orders: [] }
  const { orders, ...totals } = stored
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (!file) return
    writeFileSync(`${file}.new`, JSON.stringify({ ...totals, orders }))
    renameSync(`${file}.new`, file)
  }
  return {
    orders,
    totals,
    flush,
    changed: () => {
      timer ??= setTimeout(flush, 300)
      timer.unref()
    },
  }
}
