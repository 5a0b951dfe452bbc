import { z } from 'zod'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { MovedMeanwhile, ProviderRefused } from '../../kernel/faults.ts'
import { gid, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'

export interface MirrorDeps {
  readonly db: Db
  readonly shop: ShopProvider
}

const prefix = 'adjust_stock:'
/** How long a store surely knows a key again. */
const keyLastsMs = 3_600_000
/** Times the store sold something between our look and our change before it is left to a later run. */
const mostRounds = 5

/**
 * Tells the store what people received, found, counted away or found damaged, change by change, each once: with
 * a key the store knows again, and only from the quantity it was seen to have. What the store refuses is kept
 * with its words, and does not keep the rest from going through.
 * @throws ProviderUnavailable when the store did not answer: run again.
 */
export async function mirrorBookings(deps: MirrorDeps, shop: ShopId): Promise<void> {
  const domain = await withShop(deps.db, shop, shopDomain)
  const calls = await withShop(deps.db, shop, (tx) =>
    tx.outsideCall.findMany({
      where: { shopId: shop, kind: 'adjust_stock', state: 'booked' },
      orderBy: { id: 'asc' },
      take: 500,
    }),
  )
  for (const call of calls) {
    const changes = await withShop(deps.db, shop, (tx) =>
      storeChanges(tx, call.key.slice(prefix.length)),
    )
    const refused: string[] = []
    for (const change of changes)
      refused.push(...(await tell(deps, { shop, domain, call }, change)))
    await withShop(deps.db, shop, (tx) =>
      tx.outsideCall.update({
        where: { shopId_id: { shopId: shop, id: call.id } },
        data: {
          state: refused.length > 0 ? 'refused' : 'done',
          error: refused.length > 0 ? refused.join('; ') : null,
          attempts: { increment: 1 },
          doneAt: new Date(),
        },
      }),
    )
  }
}

/** One look at the store and what became of the change made from it, kept before it is sent. */
const roundShape = z.object({
  round: z.number(),
  from: z.number().nullable(),
  isOver: z.boolean(),
  begunAt: z.number(),
})
type Round = z.infer<typeof roundShape>
const roundsShape = z.record(z.string(), roundShape)

interface Telling {
  readonly shop: ShopId
  readonly domain: string
  readonly call: { readonly id: string }
}

/** @returns why the store refused; empty when it is told. */
async function tell(
  deps: MirrorDeps,
  at: Telling,
  change: StoreChange,
): Promise<readonly string[]> {
  const spot = { inventoryItemGid: gid(change.item), locationGid: gid(change.location) }
  // A round that was begun and has no end may have reached the store: it is repeated as it was.
  let round = await lastRound(deps, at, change)
  for (let tries = 0; tries < mostRounds; tries++) {
    if (!round || round.isOver) {
      const levels = await deps.shop.stockLevels({ domain: at.domain }, [spot.inventoryItemGid])
      const seen = levels.find((level) => level.locationGid === spot.locationGid)
      round = {
        round: (round?.round ?? 0) + 1,
        from: seen?.available ?? null,
        isOver: false,
        begunAt: Date.now(),
      }
      await keepRound(deps, at, change, round)
    }
    try {
      const answer = await deps.shop.adjustStock(
        { domain: at.domain },
        {
          ...spot,
          delta: change.delta,
          changeFrom: round.from,
          reason: reasonOf(change.cause, change.delta),
        },
        requestKey('adjust_stock', at.call.id, change.item, change.location, round.round),
      )
      if (answer === 'done') return []
    } catch (fault) {
      if (!(fault instanceof ProviderRefused)) throw fault
      return fault.reasons
    }
    if (tries === 0 && Date.now() - round.begunAt > keyLastsMs)
      return [
        'it is not known whether the store booked this an hour ago or more: compare the counts',
      ]
    round = { ...round, isOver: true }
    await keepRound(deps, at, change, round)
  }
  throw new MovedMeanwhile(`the store's count of ${change.item} kept changing while it was told`)
}

const nameOf = ({ item, location }: StoreChange) => `${item} ${location}`

const roundsOf = async (tx: ShopTx, { call }: Telling) => {
  const { answer } = await tx.outsideCall.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: call.id } },
    select: { answer: true },
  })
  return answer === null ? {} : roundsShape.parse(answer)
}

const lastRound = ({ db }: MirrorDeps, at: Telling, change: StoreChange): Promise<Round | null> =>
  withShop(db, at.shop, async (tx) => (await roundsOf(tx, at))[nameOf(change)] ?? null)

const keepRound = ({ db }: MirrorDeps, at: Telling, change: StoreChange, round: Round) =>
  withShop(db, at.shop, async (tx) => {
    await tx.outsideCall.update({
      where: { shopId_id: { shopId: at.shop, id: at.call.id } },
      data: { answer: { ...(await roundsOf(tx, at)), [nameOf(change)]: round } },
    })
  })

interface StoreChange {
  readonly item: string
  readonly location: string
  readonly cause: string
  readonly delta: number
}

/** What one booking changed in the store's eyes, where damaged pieces, and those to be looked at first, are not for sale. */
const storeChanges = (tx: ShopTx, key: string) => tx.$queryRaw<StoreChange[]>`
  select i.inventory_item_gid as item, l.shopify_gid as location, e.cause, sum(e.delta)::int as delta
  from stock_entry e
  join bin b on b.shop_id = e.shop_id and b.id = e.bin_id
  join location l on l.shop_id = e.shop_id and l.id = b.location_id
  join item i on i.shop_id = e.shop_id and i.id = e.item_id
  where e.shop_id = ${tx.shopId}::uuid and e.key = ${key} and e.state not in ('damaged', 'in_transit')
    and not (e.state = 'quarantine' and b.kind = 'quarantine') and i.inventory_item_gid is not null
  group by 1, 2, 3 having sum(e.delta) <> 0 order by 1, 2`

function reasonOf(cause: string, delta: number): 'received' | 'correction' | 'shrinkage' {
  if (cause === 'received' || cause === 'inspected') return 'received'
  return cause === 'adjusted' && delta < 0 ? 'shrinkage' : 'correction'
}
