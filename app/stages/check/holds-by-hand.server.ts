import type { HoldRefusal, HoldWish } from '../../journey/holds/place-hold.server.ts'
import { placeHold } from '../../journey/holds/place-hold.server.ts'
import type { ReleaseRefusal } from '../../journey/holds/release-hold.server.ts'
import { releaseHold } from '../../journey/holds/release-hold.server.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { CheckDeps } from './deps.server.ts'

type Deps = Pick<CheckDeps, 'db' | 'vaults'>

/** A person stops an order, with a reason. */
export async function holdByHand(
  { db, vaults }: Deps,
  shop: ShopId,
  id: OrderId,
  wish: Omit<HoldWish, 'vault'>,
): Promise<Outcome<string, HoldRefusal>> {
  const vault = await vaults.of(shop)
  return withShop(db, shop, (tx) => placeHold(tx, id, { ...wish, vault }))
}

/** A person releases one hold; the others stay. */
export const releaseByHand = (
  { db }: Pick<Deps, 'db'>,
  shop: ShopId,
  id: OrderId,
  { hold, by }: { readonly hold: string; readonly by: string },
): Promise<Outcome<'still_held' | 'goes_on', ReleaseRefusal>> =>
  withShop(db, shop, (tx) => releaseHold(tx, id, hold, { by }))

/** The day has come: a hold until a date releases itself, unless somebody did before. */
export const releaseOnDate = (
  { db }: Pick<Deps, 'db'>,
  shop: ShopId,
  id: OrderId,
  hold: string,
): Promise<void> =>
  withShop(db, shop, async (tx) => {
    const row = await tx.hold.findFirst({ where: { shopId: shop, id: hold, releasedAt: null } })
    if (!row?.untilAt || row.untilAt > new Date()) return
    await releaseHold(tx, id, hold, { by: 'system', why: 'its date has come' })
  })
