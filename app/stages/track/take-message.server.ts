import { Fault } from '../../kernel/faults.ts'
import { isUuid, parcelId, type ShopId, shopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ParcelNews } from '../../providers/tracking/contract.ts'
import { absorb } from './absorb.server.ts'
import type { TrackDeps } from './deps.server.ts'
import { holdParcel, readParcel } from './read-parcel.server.ts'
import { watch } from './watch.server.ts'

/** Why a carrier's message is not taken. */
export type MessageRefusal =
  | { readonly kind: 'no_such_carrier' }
  | { readonly kind: 'wrong_signature' }
  /** Signed, and in a shape nobody knows: somebody must look at the adapter. */
  | { readonly kind: 'unreadable'; readonly words: string }

export interface TakenMessage {
  /** Parcels of the shop that the message is about. */
  readonly known: number
  /** Numbers that no parcel of the shop has; asked about later, if they are ours after all. */
  readonly unknown: number
}

export interface CarrierMessage {
  readonly carrierKey: string
  /** From the address: which shop it is about. Trusted only together with the signature. */
  readonly shop: string
  readonly headers: Headers
  /** The raw bytes. */
  readonly body: Uint8Array
}

/** Takes what a carrier sent by itself. The same message again changes nothing. */
export async function takeMessage(
  deps: TrackDeps,
  message: CarrierMessage,
): Promise<Outcome<TakenMessage, MessageRefusal>> {
  if (!deps.trackers.has(message.carrierKey)) return refuse({ kind: 'no_such_carrier' })
  const tracker = deps.trackers.get(message.carrierKey)
  let news: readonly ParcelNews[] | null
  try {
    news = tracker.readMessage(message.headers, message.body)
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    deps.log.error({ carrier: message.carrierKey, code: fault.code }, 'unreadable carrier message')
    return refuse({ kind: 'unreadable', words: fault.message })
  }
  if (news === null) return refuse({ kind: 'wrong_signature' })
  const shop = await findShop(deps, message.shop)
  let known = 0
  for (const each of news)
    if (shop && (await takeNews(deps, shop, message.carrierKey, each))) known++
  const unknown = news.length - known
  if (unknown > 0)
    deps.log.info({ carrier: message.carrierKey, shop, unknown }, 'news of unknown parcels')
  return accept({ known, unknown })
}

async function findShop(deps: TrackDeps, raw: string): Promise<ShopId | null> {
  if (!isUuid(raw)) return null
  const row = await deps.db.shop.findUnique({ where: { id: raw }, select: { id: true } })
  return row && shopId(row.id)
}

async function takeNews(
  deps: TrackDeps,
  shop: ShopId,
  carrierKey: string,
  news: ParcelNews,
): Promise<boolean> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    // Orders that share one parcel share its number: each hears the news.
    const rows = await tx.parcel.findMany({
      where: { shopId: shop, carrierKey, trackingNumber: news.trackingNumber },
      select: { id: true },
      orderBy: { id: 'desc' },
      take: 20,
    })
    for (const row of rows) {
      const held = await holdParcel(tx, parcelId(row.id))
      if (!held) continue
      const fresh = await absorb(tx, vault, held, news)
      const now = await readParcel(tx, held.id)
      if (now) await watch(tx, now, fresh > 0)
    }
    return rows.length > 0
  })
}
