import { findAgain } from '../../../journey/buyer.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import type { ShopSettings } from '../../../journey/settings.ts'
import { base64, jsonRows } from '../../../kernel/json-rows.ts'
import { type ShopTx, sql } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { OrderToJudge } from '../read-orders.server.ts'
import { type AlikeKey, alikeKeys, isAlike } from './alike-orders.server.ts'
import { type DuplicateVerdict, decideDuplicate, type Twin } from './decide-duplicate.ts'

interface Candidate {
  readonly id: string
  readonly first_id: string
  readonly same_email: boolean | null
  readonly same_phone: boolean | null
  readonly same_account: boolean | null
  readonly same_address: boolean | null
  readonly minutes: number
}

/** Orders of one customer that are looked at: somebody who orders hourly is no duplicate. */
const mostCandidates = 8

/**
 * Finds the earlier orders that these seem to be the same as, writes each new pair down, and closes
 * pairs that are none any more. Pairs a person has decided about are never opened again.
 * @returns names of the earlier orders of open pairs, by the id of the later.
 */
export async function findDuplicates(
  tx: ShopTx,
  vault: ShopVault,
  orders: readonly OrderToJudge[],
  settings: ShopSettings,
): Promise<ReadonlyMap<string, readonly string[]>> {
  await writeHashes(tx, vault, orders)
  if (settings.duplicateStrictness === 'off' || orders.length === 0) return new Map()
  const candidates = await readCandidates(tx, orders, settings.duplicateWithinHours)
  const twins = await readTwins(tx, vault, candidates)
  const pairs = candidates.flatMap((one) => {
    const [first, later] = [twins.get(one.first_id), twins.get(one.id)]
    if (!first || !later) return []
    const alike = {
      sameEmail: one.same_email ?? false,
      samePhone: one.same_phone ?? false,
      sameAccount: one.same_account ?? false,
      sameAddress: one.same_address,
      minutesApart: one.minutes,
    }
    const verdict = decideDuplicate(first, later, alike, settings.duplicateStrictness)
    return [{ first_id: one.first_id, order_id: one.id, ...verdict }]
  })
  await openPairs(
    tx,
    pairs.filter(({ holds }) => holds),
  )
  await closePairs(
    tx,
    pairs.filter(({ holds }) => !holds),
  )
  return openTwins(
    tx,
    orders.map(({ id }) => id),
  )
}

interface JudgedPair extends DuplicateVerdict {
  readonly first_id: string
  readonly order_id: string
}

async function openPairs(tx: ShopTx, pairs: readonly JudgedPair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.$executeRaw`
    insert into duplicate_pair (shop_id, first_id, order_id, score, reasons)
    select ${tx.shopId}::uuid, first_id, order_id, score, reasons
    from json_to_recordset(${jsonRows(pairs)}::json) as r(first_id uuid, order_id uuid, score int, reasons jsonb)
    order by first_id, order_id on conflict do nothing`
}

async function closePairs(tx: ShopTx, pairs: readonly JudgedPair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.$executeRaw`
    update duplicate_pair p set state = 'over', decided_at = now(), decided_by = 'system'
    from json_to_recordset(${jsonRows(pairs)}::json) as r(first_id uuid, order_id uuid)
    where p.shop_id = ${tx.shopId}::uuid and p.first_id = r.first_id and p.order_id = r.order_id and p.state = 'open'`
}

async function openTwins(tx: ShopTx, ids: readonly string[]) {
  const open = await tx.$queryRaw<{ order_id: string; name: string }[]>`
    select p.order_id, o.name from duplicate_pair p
    join sales_order o on o.shop_id = p.shop_id and o.id = p.first_id
    where p.shop_id = ${tx.shopId}::uuid and p.state = 'open' and o.cancelled_at is null
      and p.order_id = any(${[...ids]}::uuid[])
    order by o.placed_at, o.id`
  const names = new Map<string, string[]>()
  for (const { order_id, name } of open) names.set(order_id, [...(names.get(order_id) ?? []), name])
  return names
}

/**
 * So that the same customer and the same door are found again, whatever wrote the order. Intake and this room
 * write them with the buyer: what is left are orders that were written before they did, or otherwise.
 */
async function writeHashes(tx: ShopTx, vault: ShopVault, orders: readonly OrderToJudge[]) {
  const rows = orders.flatMap(({ id, row, facts, overtaken }) => {
    if (row.addressHash !== null && row.phoneHash !== null && !overtaken) return []
    const { phone, address } = findAgain(facts.buyer, (text) => base64(vault.hash(text)))
    const isThere =
      (address === null || row.addressHash !== null) && (phone === null || row.phoneHash !== null)
    return isThere && !overtaken ? [] : [{ id, phone, address }]
  })
  if (rows.length === 0) return
  await tx.$executeRaw`update sales_order o
    set address_hash = decode(r.address, 'base64'), phone_hash = coalesce(o.phone_hash, decode(r.phone, 'base64'))
    from json_to_recordset(${jsonRows(rows)}::json) as r(id uuid, phone text, address text)
    where o.shop_id = ${tx.shopId}::uuid and o.id = r.id and o.sealed is not null
      and (o.address_hash is distinct from decode(r.address, 'base64') or (o.phone_hash is null and r.phone is not null))`
}

/**
 * Each a reading of one index. Not sorted by the bare column: the index of all orders by their time has that order,
 * and was read from end to end for the few that match.
 */
const earlierBy = (key: AlikeKey, hours: number) => sql.sql`(
  select e.id from sales_order e
  where e.shop_id = n.shop_id and ${isAlike(key, hours, 'before')} and e.cancelled_at is null and e.state <> 'cancelled'
  order by e.placed_at + interval '0' desc, e.id desc limit ${mostCandidates})`

function readCandidates(tx: ShopTx, orders: readonly OrderToJudge[], withinHours: number) {
  const ids = orders.map(({ id }) => id)
  const found = sql.join(
    alikeKeys.map((key) => earlierBy(key, withinHours)),
    ' union ',
  )
  return tx.$queryRaw<Candidate[]>`
    select n.id, o.id as first_id, o.email_hash = n.email_hash as same_email, o.phone_hash = n.phone_hash as same_phone,
      o.customer_gid = n.customer_gid as same_account, o.address_hash = n.address_hash as same_address,
      (extract(epoch from n.placed_at - o.placed_at) / 60)::float8 as minutes
    from sales_order n cross join lateral (
      select o.* from (${found}) found join sales_order o on o.shop_id = n.shop_id and o.id = found.id
      order by o.placed_at desc, o.id desc limit ${mostCandidates}) o
    where n.shop_id = ${tx.shopId}::uuid and n.id = any(${ids}::uuid[])`
}

async function readTwins(tx: ShopTx, vault: ShopVault, candidates: readonly Candidate[]) {
  if (candidates.length === 0) return new Map<string, Twin>()
  const ids = [...new Set(candidates.flatMap(({ id, first_id }) => [id, first_id]))]
  const rows = await tx.order.findMany({
    where: { shopId: tx.shopId, id: { in: ids } },
    select: {
      ...{ id: true, totalMinor: true, currency: true, channel: true, tags: true },
      lines: {
        select: {
          ...{ sku: true, variantGid: true, title: true, quantity: true },
          ...{ sealed: true, properties: true },
        },
      },
    },
  })
  return new Map(
    rows.map(({ id, lines, ...row }): [string, Twin] => [
      id,
      {
        ...row,
        lines: lines
          .filter(({ quantity }) => quantity > 0)
          .map((line) => ({
            goods: line.sku ?? line.variantGid ?? line.title,
            quantity: line.quantity,
            wish: JSON.stringify(openProperties(vault, line)),
          })),
      },
    ]),
  )
}
