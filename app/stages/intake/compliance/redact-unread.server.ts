import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import { unpackBody } from '../pack-body.server.ts'
import type { Customer } from './customer-orders.server.ts'

/*
 * What nobody took orders from has no hash to be found by: it is opened and read for the customer's name, all of it,
 * however much there is.
 */

/** Opened at once: files of orders have up to 5 MB each. */
const atOnce = 50

interface Unread {
  readonly id: string
  /** Null: there is nothing in it any more. */
  readonly text: string | null
}

/** @returns ids of those that name the customer. @param read the next after an id, `atOnce` of them, in their order. */
async function naming(
  customer: Customer,
  read: (after: string | undefined) => Promise<readonly Unread[]>,
): Promise<readonly string[]> {
  const names = namesOf(customer)
  const about: string[] = []
  for (let after: string | undefined; ; ) {
    const some = await read(after)
    for (const { id, text } of some)
      if (text !== null && names.some((name) => name.test(text.toLowerCase()))) about.push(id)
    if (some.length < atOnce) return about
    after = some.at(-1)?.id
  }
}

const next = (after: string | undefined) => ({
  ...(after === undefined ? {} : { id: { gt: after } }),
})

/** Files of orders that name the customer, also in rows that were not good enough to become an order. */
export async function redactFiles(tx: ShopTx, vault: ShopVault, customer: Customer): Promise<void> {
  const about = await naming(customer, async (after) => {
    const files = await tx.orderImport.findMany({
      where: { shopId: tx.shopId, sealed: { not: null }, ...next(after) },
      select: { id: true, sealed: true },
      orderBy: { id: 'asc' },
      take: atOnce,
    })
    return files.map(({ id, sealed }) => ({
      id,
      text: sealed && vault.openBytes(sealed).toString('utf8'),
    }))
  })
  await tx.orderImport.updateMany({
    where: { shopId: tx.shopId, id: { in: [...about] } },
    data: { sealed: null },
  })
}

/** Deliveries nobody could read are kept for a person to look at; those that name the customer lose their body. */
export async function redactDeadLetters(
  tx: ShopTx,
  vault: ShopVault,
  customer: Customer,
): Promise<number> {
  const about = await naming(customer, async (after) => {
    const dead = await tx.delivery.findMany({
      where: { shopId: tx.shopId, state: 'dead', body: { not: null }, ...next(after) },
      select: { id: true, body: true },
      orderBy: { id: 'asc' },
      take: atOnce,
    })
    return dead.map(({ id, body }) => ({
      id,
      text: body && unpackBody(vault.openBytes(body)).toString('utf8'),
    }))
  })
  await tx.delivery.updateMany({
    where: { shopId: tx.shopId, id: { in: [...about] } },
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
