import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type Db, withShop } from '../../platform/db.server.ts'

/** What of an item a person decides; null: as the shop does. */
export interface ItemRules {
  readonly supplier: string | null
  readonly leadDays: number | null
  readonly packPieces: number | null
  readonly faceMin: number | null
  readonly faceMax: number | null
  readonly lots: boolean
  readonly serials: boolean
}

/** Keeps how an item is received, ordered and refilled; all of it, or why not. */
export async function changeItemRules(
  deps: { readonly db: Db },
  shop: ShopId,
  id: string,
  rules: ItemRules,
): Promise<Outcome<'saved', string>> {
  const { packPieces, faceMin, faceMax } = rules
  if (packPieces === 0) return refuse('A pack has one piece at least')
  if (faceMax !== null && faceMax < (faceMin ?? 0))
    return refuse('The pick bin cannot be filled up to fewer than it must have')
  const { count } = await withShop(deps.db, shop, (tx) =>
    tx.item.updateMany({ where: { shopId: shop, id }, data: rules }),
  )
  return count > 0 ? accept('saved') : refuse('That article is not there any more')
}
