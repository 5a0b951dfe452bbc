import { createHash } from 'node:crypto'
import type { Gid } from '../../../kernel/ids.ts'
import type { ShopProvider, StoreStock } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { StoreRefused } from './faults.ts'
import {
  adjustStock,
  type CountedLevel,
  countMore,
  countStock,
  setStock,
} from './operations/stock.ts'
import { everyNode, found } from './paging.ts'

type Calls = Pick<ShopProvider, 'adjustStock' | 'setStock' | 'stockLevels'>

/** Shopify's examples take a uuid as key: ours, of any form, always becomes the same one. */
export function idempotencyKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return [8, 12, 16, 20, 32]
    .map((end, at, ends) => hex.slice(at === 0 ? 0 : ends[at - 1], end))
    .join('-')
}

/** Items asked about in one call: more cost too much of the store's budget. */
const most = 25

export function stockCalls(ask: Ask): Calls {
  /** Whether the store changed it, or had another quantity than we believed. */
  const compared = async (call: Promise<unknown>): Promise<'done' | 'stale'> => {
    try {
      await call
      return 'done'
    } catch (fault) {
      const isStale =
        fault instanceof StoreRefused && fault.codes.includes('CHANGE_FROM_QUANTITY_STALE')
      if (!isStale) throw fault
      return 'stale'
    }
  }

  return {
    async stockLevels(store, gids) {
      const all: StoreStock[] = []
      for (let at = 0; at < gids.length; at += most) {
        const { nodes } = await ask(store, countStock, { ids: gids.slice(at, at + most) })
        for (const item of nodes) {
          if (item === null) continue
          const levels = await everyNode(item.inventoryLevels, async (after) => {
            const more = await ask(store, countMore, { id: item.id, after })
            return found(more.inventoryItem, 'inventory item').inventoryLevels
          })
          all.push(...levels.map((level) => stockOf(item.id, level)))
        }
      }
      return all
    },
    adjustStock: (store, changed, key) =>
      compared(change(ask, store, adjustStock, { ...changed, key: idempotencyKey(key) })),
    setStock: (store, changed, key) =>
      compared(change(ask, store, setStock, { ...changed, key: idempotencyKey(key) })),
  }
}

function stockOf(inventoryItemGid: Gid, { location, quantities }: CountedLevel): StoreStock {
  const of = (name: string) => quantities.find((one) => one.name === name)?.quantity ?? 0
  return {
    inventoryItemGid,
    locationGid: location.id,
    available: of('available'),
    committed: of('committed'),
    good: of('on_hand') - of('damaged') - of('quality_control'),
  }
}
