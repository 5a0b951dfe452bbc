import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import { unpackBody } from '../pack-body.server.ts'
import type { Customer } from './customer-orders.server.ts'

/*
 * What nobody took orders from has no hash to be found by: it is opened and read for the customer's name.
 */

/** Files of orders that name the customer, also in rows that were not good enough to become an order. */
export async function redactFiles(tx: ShopTx, vault: ShopVault, customer: Customer): Promise<void> {
  const files = await tx.orderImport.findMany({
    where: { shopId: tx.shopId, sealed: { not: null } },
    select: { id: true, sealed: true },
    orderBy: { createdAt: 'desc' },
    take: 1_000,
  })
  const names = namesOf(customer)
  const about = files.filter(({ sealed }) => {
    const text = sealed === null ? '' : vault.openBytes(sealed).toString('utf8').toLowerCase()
    return names.some((name) => name.test(text))
  })
  await tx.orderImport.updateMany({
    where: { shopId: tx.shopId, id: { in: about.map(({ id }) => id) } },
    data: { sealed: null },
  })
}

/** Deliveries nobody could read are kept for a person to look at; those that name the customer lose their body. */
export async function redactDeadLetters(
  tx: ShopTx,
  vault: ShopVault,
  customer: Customer,
): Promise<number> {
  const dead = await tx.delivery.findMany({
    where: { shopId: tx.shopId, state: 'dead', body: { not: null } },
    select: { id: true, body: true },
    take: 1_000,
  })
  const names = namesOf(customer)
  const about = dead.flatMap(({ id, body }) => {
    if (body === null) return []
    const text = unpackBody(vault.openBytes(body)).toString('utf8').toLowerCase()
    return names.some((name) => name.test(text)) ? [id] : []
  })
  await tx.delivery.updateMany({
    where: { shopId: tx.shopId, id: { in: about } },
    data: { body: null },
  })
  return about.length
}

const plainly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** How a body names the customer: by an id, as a value of its own or the end of a longer id; by the address. */
function namesOf({ customerGid, email, orderGids }: Customer): readonly RegExp[] {
  const ids = [customerGid, ...orderGids].flatMap((gid) => gid?.split('/').at(-1) ?? [])
  const byId = ids.map((raw) => {
    const id = plainly(raw)
    return new RegExp(`[:,[]\\s*${id}\\s*[,}\\]]|"${id}"|/${id}"`)
  })
  const address = email?.trim().toLowerCase()
  return address ? [...byId, new RegExp(`(?<![\\w.+-])${plainly(address)}`)] : byId
}
