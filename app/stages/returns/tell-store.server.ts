import { openReturnWords } from '../../journey/own-words.ts'
import { ProviderRefused } from '../../kernel/faults.ts'
import { type Gid, gid, type ReturnId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { ShopProvider, Store, StoreReturn } from '../../providers/shop/contract.ts'
import type { Disposition } from './decide-inspection.ts'
import { type NotInStore, pairDispositions, sentLines, shareOut } from './decide-store-lines.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { holdReturn } from './held-return.server.ts'
import { readReturnPlace } from './return-place.server.ts'
import { callKey, type StoreCall } from './store-calls.server.ts'

/** What the store is told about, read just before. */
async function readFacts(tx: ShopTx, vault: ShopVault, id: ReturnId) {
  const returned = await holdReturn(tx, id)
  if (!returned) throw new Error(`the return ${id} is gone`)
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: returned.orderId } },
    select: { shopifyId: true },
  })
  const lines = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: returned.orderId },
    select: { id: true, shopifyId: true, variantGid: true, title: true },
  })
  const { domain } = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const row = await tx.return.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { sealed: true, declineNote: true },
  })
  const place = await readReturnPlace(tx, returned.orderId)
  const store: Store = { domain }
  return {
    ...{ returned, words: openReturnWords(vault, row), place, store },
    orderGid: gid(order.shopifyId),
    lines: returned.lines.map((line) => {
      const of = lines.find((one) => one.id === line.orderLineId)
      const facts = { orderLineGid: of?.shopifyId ?? '', title: of?.title ?? '' }
      return { ...line, ...facts, inCatalogue: !!of?.variantGid }
    }),
  }
}
type Facts = Awaited<ReturnType<typeof readFacts>>

/**
 * Makes one call to the store about a return; every one of them looks first or is harmless again.
 * @returns the store's return where it says how it stands; null where there was nothing to tell.
 * @throws ProviderUnavailable, ProviderRefused, ProviderAnswerUnreadable as the store's contract says.
 */
export async function tellStore(
  deps: ReturnsDeps,
  shop: ShopId,
  id: ReturnId,
  call: StoreCall,
): Promise<StoreReturn | null> {
  const vault = await deps.vaults.of(shop)
  const facts = await withShop(deps.db, shop, (tx) => readFacts(tx, vault, id))
  switch (call) {
    case 'return_request':
      return request(deps.shop, facts, facts.words.note)
    case 'return_approve': {
      await deps.shop.approveReturn(facts.store, inStore(facts))
      return null
    }
    case 'return_decline': {
      const known = facts.returned.shopifyGid
      if (known) await deps.shop.declineReturn(facts.store, gid(known), facts.words.declineNote)
      return null
    }
    case 'return_process':
      return process(deps.shop, facts)
  }
}

const refusedBecause = (why: string) => new ProviderRefused('the store', [why])

/** "2 × Mug" */
const inWords = ({ lines }: Facts, { orderLineGid, pieces }: NotInStore): string =>
  `${pieces} × ${lines.find((line) => line.orderLineGid === orderLineGid)?.title ?? orderLineGid}`

function inStore({ returned }: Facts): Gid {
  if (!returned.shopifyGid)
    throw refusedBecause('it has not taken the request, so it has no such return')
  return gid(returned.shopifyGid)
}

async function request(provider: ShopProvider, facts: Facts, words: string) {
  const { store, orderGid, returned } = facts
  const open = shareOut(facts.lines, await provider.returnable(store, orderGid))
  // After an unclear answer our own request has taken the pieces already: then the store finds it by
  // its key, whatever is asked; and it refuses what is really not there.
  const lines = open.ok
    ? open
    : shareOut(facts.lines, sentLines(await provider.fulfillments(store, orderGid)))
  if (!lines.ok) throw refusedBecause(`it has not sent ${inWords(facts, lines.refusal)}`)
  return provider.requestReturn(
    store,
    orderGid,
    lines.value.map((line) => ({ ...line, note: words })),
    callKey('return_request', returned.id),
  )
}

async function process(provider: ShopProvider, facts: Facts): Promise<StoreReturn> {
  const { store, orderGid, returned, place } = facts
  if (!place) throw refusedBecause('the shop has no place of its own to put the goods')
  const there = await provider.storeReturn(store, inStore(facts))
  if (!there) throw refusedBecause('it has no such return any more')
  const parts = facts.lines.map((line) => ({ ...line, disposition: dispositionOf(line) }))
  const sent = sentLines(await provider.fulfillments(store, orderGid))
  const lines = pairDispositions(parts, there, sent)
  if (!lines.ok) throw refusedBecause(`its return lacks ${inWords(facts, lines.refusal)}`)
  const minor = returned.refundMinor ?? 0n
  return provider.processReturn(store, {
    ...{ returnGid: there.gid, locationGid: gid(place.gid), lines: lines.value },
    refund: minor > 0n ? { minor, currency: returned.currency } : null,
    ...{ note: returned.number, notifyCustomer: false },
  })
}

function dispositionOf({ disposition }: Facts['lines'][number]): Disposition {
  return disposition === 'restock' || disposition === 'damaged' ? disposition : 'missing'
}
