import { z } from 'zod'
import type { Deed } from '../journey/permissions.ts'
import { howMany } from '../kernel/how-many.ts'
import type { ShopId } from '../kernel/ids.ts'
import {
  blockLot,
  changeItemRules,
  openLot,
  releaseQuestion,
} from '../stages/stock/index.server.ts'
import { services } from './services.server.ts'

const key = z.string().regex(/^by_hand:[0-9a-f-]{36}$/)
const number = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().int().min(0).max(1_000_000).nullable())
const deeds = z.discriminatedUnion('deed', [
  z.object({ deed: z.enum(['block', 'open']), key, lot: z.uuid() }),
  z.object({ deed: z.literal('release'), key, bin: z.uuid(), lot: z.uuid().or(z.literal('')) }),
  z.object({
    deed: z.literal('rules'),
    supplier: z.string().trim().max(120),
    ...{ leadDays: number, packPieces: number, faceMin: number, faceMax: number },
    lots: z.literal('on').optional(),
    serials: z.literal('on').optional(),
  }),
])

export interface ItemDeedAnswer {
  readonly kind: 'item_deed'
  readonly ok: boolean
  readonly words: string
}
const said = (ok: boolean, words: string): ItemDeedAnswer => ({ kind: 'item_deed', ok, words })

/** What a role needs for a deed of an item's page that is no booking; null: it is a booking. */
export function itemDeedOf(raw: unknown): Deed | null {
  if (raw === 'rules') return 'stock.plan'
  return raw === 'block' || raw === 'open' || raw === 'release' ? 'stock.approve' : null
}

/** Blocks and opens lots, frees pieces in question, and keeps an item's rules. */
export async function itemDeed(
  shop: ShopId,
  { itemId, by }: { readonly itemId: string; readonly by: string },
  given: unknown,
): Promise<ItemDeedAnswer> {
  const read = deeds.safeParse(given)
  if (!read.success) return said(false, 'Give whole numbers')
  const form = read.data
  switch (form.deed) {
    case 'block':
    case 'open': {
      const change = form.deed === 'block' ? blockLot : openLot
      const pieces = await change(services(), shop, { lotId: form.lot, key: form.key, by })
      if (pieces === null) return said(false, 'That lot is not there any more')
      return said(
        true,
        form.deed === 'block' ? `Blocked: ${howMany(pieces, 'piece')}` : `Open: ${pieces} free`,
      )
    }
    case 'release': {
      const { key: of, bin: binId } = form
      const freed = await releaseQuestion(services(), shop, {
        ...{ key: of, by, binId, itemId, lotId: form.lot || null },
      })
      return freed.ok
        ? said(true, `${freed.value} free again`)
        : said(false, words[freed.refusal.kind])
    }
    case 'rules': {
      const { deed: _, lots, serials, ...rules } = form
      const kept = await changeItemRules(services(), shop, itemId, {
        ...{ ...rules, supplier: rules.supplier || null },
        ...{ lots: lots === 'on', serials: serials === 'on' },
      })
      return kept.ok ? said(true, 'Rules saved') : said(false, kept.refusal)
    }
  }
}

const words = {
  unknown_place: 'That bin is not in use any more',
  lot_is_blocked: 'Its lot is blocked: open that first',
  to_be_inspected: 'Somebody has to look at them first: see the tasks of the floor',
} as const
