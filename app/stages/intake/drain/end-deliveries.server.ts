import type { ShopTx } from '../../../platform/db.server.ts'
import { SealBroken, type ShopVault } from '../../../platform/vault.server.ts'
import type { Claimed } from './claim.server.ts'
import { sealApart } from './kept-body.server.ts'

/** What became of a delivery. */
export interface Ending {
  readonly state: 'done' | 'ignored' | 'dead'
  /** One sentence for the merchant; never personal data. */
  readonly outcome: string
}

/**
 * Writes down what became of deliveries. Bodies are not kept, but for those a person has to look at: they stand by
 * themselves from then on, so that the bundle they came in is erased with the rest.
 * @param vault null when the shop's key is gone: then no body is kept.
 */
export async function endDeliveries(
  tx: ShopTx,
  vault: ShopVault | null,
  endings: readonly { readonly claimed: Claimed; readonly ending: Ending }[],
): Promise<void> {
  if (endings.length === 0) return
  const json = JSON.stringify(
    endings.map(({ claimed, ending: { state, outcome } }) => ({
      ...{ id: claimed.id, state, outcome: outcome.slice(0, 500) },
      body: state === 'dead' && vault ? bodyApart(vault, claimed)?.toString('base64') : null,
    })),
  )
  const left = await tx.$queryRaw<{ bundle: string | null }[]>`
    update delivery d set state = r.state, outcome = r.outcome, done_at = now(), retry_at = null,
      attempts = d.attempts + 1, body = decode(r.body, 'base64'),
      bundle_id = null, bundle_at = null, bundle_bytes = null
    from json_to_recordset(${json}::json) as r(id uuid, state text, outcome text, body text)
    where d.shop_id = ${tx.shopId}::uuid and d.id = r.id
    returning old.bundle_id::text as bundle`
  await leaveBundles(
    tx,
    left.flatMap(({ bundle }) => bundle ?? []),
  )
}

/** The delivery waits for another try, or for a person, with its body by itself. */
export async function putAside(
  tx: ShopTx,
  vault: ShopVault | null,
  claimed: Claimed,
  next: { readonly attempts: number; readonly retryAt: Date | null; readonly outcome: string },
): Promise<void> {
  const body = vault && bodyApart(vault, claimed)
  const left = await tx.$queryRaw<{ bundle: string | null }[]>`
    update delivery set attempts = ${next.attempts}, retry_at = ${next.retryAt}::timestamptz, outcome = ${next.outcome},
      state = case when ${next.retryAt}::timestamptz is null then 'dead' else state end,
      done_at = case when ${next.retryAt}::timestamptz is null then now() end,
      body = ${body}::bytea, bundle_id = null, bundle_at = null, bundle_bytes = null
    where shop_id = ${tx.shopId}::uuid and id = ${claimed.id}::uuid and state = 'waiting'
    returning old.bundle_id::text as bundle`
  await leaveBundles(
    tx,
    left.flatMap(({ bundle }) => bundle ?? []),
  )
}

/** Null when there is none, or nobody can open it any more. */
function bodyApart(vault: ShopVault, { body }: Claimed): Buffer | null {
  try {
    return body && Buffer.from(sealApart(vault, body))
  } catch (fault) {
    if (fault instanceof SealBroken) return null
    throw fault
  }
}

/**
 * Counts deliveries out of their bundles; a bundle that nobody waits in is erased. Two drains may share one: its row
 * is locked first, in one order.
 * @param ids one for each delivery that left.
 */
async function leaveBundles(tx: ShopTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`
    with leaving as (select id, count(*)::int as many from unnest(${ids}::uuid[]) as id group by id),
      held as (select b.id, b.waiting - l.many as left_over from delivery_bundle b join leaving l using (id)
        where b.shop_id = ${tx.shopId}::uuid order by b.id for update of b),
      gone as (delete from delivery_bundle b using held h
        where b.shop_id = ${tx.shopId}::uuid and b.id = h.id and h.left_over <= 0)
    update delivery_bundle b set waiting = h.left_over from held h
    where b.shop_id = ${tx.shopId}::uuid and b.id = h.id and h.left_over > 0`
}
