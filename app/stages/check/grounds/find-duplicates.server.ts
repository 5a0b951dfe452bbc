import { normalPhone } from '../../../journey/buyer.ts'
import type { ShopSettings } from '../../../journey/settings.ts'
import { type ShopTx, sql } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { OrderToJudge } from '../read-orders.server.ts'
import { addressKey, decideDuplicate, type Twin } from './decide-duplicate.ts'

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
  const twins = await readTwins(tx, candidates)
  const now = new Date()
  for (const one of candidates) {
    const [first, later] = [twins.get(one.first_id), twins.get(one.id)]
    if (!first || !later) continue
    const verdict = decideDuplicate(
      first,
      later,
      {
        sameEmail: one.same_email ?? false,
        samePhone: one.same_phone ?? false,
        sameAccount: one.same_account ?? false,
        sameAddress: one.same_address,
        minutesApart: one.minutes,
      },
      settings.duplicateStrictness,
    )
    const key = { shopId: tx.shopId, firstId: one.first_id, orderId: one.id }
    const { score, reasons } = verdict
    if (verdict.holds)
      await tx.duplicatePair.createMany({
        data: [{ ...key, score, reasons: [...reasons] }],
        skipDuplicates: true,
      })
    else
      await tx.duplicatePair.updateMany({
        where: { ...key, state: 'open' },
        data: { state: 'over', decidedAt: now, decidedBy: 'system' },
      })
  }
  return openTwins(
    tx,
    orders.map(({ id }) => id),
  )
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

/** So that the same customer and the same door are found again, whatever wrote the order. */
async function writeHashes(tx: ShopTx, vault: ShopVault, orders: readonly OrderToJudge[]) {
  const rows = orders.map(({ id, facts }) => {
    const phone = normalPhone(facts.buyer.phone ?? facts.buyer.shipTo?.phone ?? '')
    const address = addressKey(facts.buyer.shipTo)
    return {
      id,
      phone: phone ? Buffer.from(vault.hash(phone)).toString('base64') : null,
      address: address ? Buffer.from(vault.hash(`address:${address}`)).toString('base64') : null,
    }
  })
  if (rows.length === 0) return
  await tx.$executeRaw`update sales_order o
    set address_hash = decode(r.address, 'base64'), phone_hash = coalesce(o.phone_hash, decode(r.phone, 'base64'))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, phone text, address text)
    where o.shop_id = ${tx.shopId}::uuid and o.id = r.id and o.sealed is not null
      and (o.address_hash is distinct from decode(r.address, 'base64') or (o.phone_hash is null and r.phone is not null))`
}

function readCandidates(tx: ShopTx, orders: readonly OrderToJudge[], withinHours: number) {
  const ids = orders.map(({ id }) => id)
  return tx.$queryRaw<Candidate[]>`
    select n.id, o.id as first_id, o.email_hash = n.email_hash as same_email, o.phone_hash = n.phone_hash as same_phone,
      o.customer_gid = n.customer_gid as same_account, o.address_hash = n.address_hash as same_address,
      (extract(epoch from n.placed_at - o.placed_at) / 60)::float8 as minutes
    from sales_order n cross join lateral (
      select * from sales_order o where o.shop_id = n.shop_id and o.cancelled_at is null and o.state <> 'cancelled'
        and (o.placed_at, o.id) < (n.placed_at, n.id)
        and o.placed_at > n.placed_at - ${sql.raw(`interval '${Math.round(withinHours)} hours'`)}
        and (o.email_hash = n.email_hash or o.phone_hash = n.phone_hash or o.address_hash = n.address_hash or o.customer_gid = n.customer_gid)
      order by o.placed_at desc, o.id desc limit ${mostCandidates}) o
    where n.shop_id = ${tx.shopId}::uuid and n.id = any(${ids}::uuid[])`
}

async function readTwins(tx: ShopTx, candidates: readonly Candidate[]) {
  const ids = [...new Set(candidates.flatMap(({ id, first_id }) => [id, first_id]))]
  const rows = await tx.order.findMany({
    where: { shopId: tx.shopId, id: { in: ids } },
    select: {
      ...{ id: true, totalMinor: true, currency: true, channel: true, tags: true },
      lines: {
        select: { sku: true, variantGid: true, title: true, quantity: true, properties: true },
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
            wish: JSON.stringify(line.properties),
          })),
      },
    ]),
  )
}
