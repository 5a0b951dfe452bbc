import { z } from 'zod'
import type { ShopTx } from '../platform/db.server.ts'

/** What was answered to a scan; a repeat of it gets the same. */
export interface ScanAnswer {
  readonly ok: boolean
  readonly words: string
  /** `done`, or the word of the refusal. */
  readonly kind: string
}
const scanAnswer = z.object({ ok: z.boolean(), words: z.string(), kind: z.string() })

/** One scan on the floor, as it is kept: who, where, about what. Never what was read off a label. */
export interface ScanNote {
  /** A uuid made on the device. */
  readonly key: string
  readonly room: 'pick' | 'pack'
  readonly intent: 'scan' | 'short' | 'undo'
  readonly proved?: 'bin' | 'pieces' | 'tote' | null
  readonly tourId?: string | null
  readonly pickId?: string | null
  readonly orderId?: string | null
  readonly shipmentId?: string | null
  readonly lineId?: string | null
  readonly by: string
  readonly device: string | null
  /** By the device's clock. */
  readonly at: Date
  readonly quantity?: number
}

/** What was answered to this key before; null: it is new. */
export async function answeredBefore(tx: ShopTx, key: string): Promise<ScanAnswer | null> {
  const row = await tx.floorScan.findUnique({ where: { shopId_key: { shopId: tx.shopId, key } } })
  return row && scanAnswer.parse(row.answer)
}

const dayMs = 86_400_000
/** A device's clock may be wrong; what it says is kept within what can be. */
const clockWithin = (at: Date, now: Date): Date => {
  const time = at.getTime()
  if (!(time <= now.getTime())) return now
  return new Date(Math.max(time, now.getTime() - 14 * dayMs))
}

/**
 * Keeps a scan with its answer, in the transaction of what it did. Two with the same key at once: the later
 * one fails on the key with all it did, and `withShopInTurn` finds the first one's answer.
 */
export async function keepScan(tx: ShopTx, scan: ScanNote, answer: ScanAnswer): Promise<void> {
  const { at, ...note } = scan
  const { ok, words, kind } = answer
  await tx.floorScan.create({
    data: {
      shopId: tx.shopId,
      ...note,
      at: clockWithin(at, new Date()),
      refusal: ok ? null : kind,
      answer: { ok, words, kind },
    },
  })
}
