import type { Gid } from '../../../kernel/ids.ts'
import { money } from '../../../kernel/money.ts'
import type { Store } from '../contract.ts'
import type { DraftCalls, StoreDraft } from '../draft-calls.ts'
import { type Ask, change } from './ask.server.ts'
import { unavailable } from './faults.ts'
import {
  completeDraft,
  createDraft,
  type DraftNode,
  deleteDraft,
  listDeliveryOptions,
  listNewestDrafts,
  quoteDraft,
  readDraft,
  sendInvoice,
} from './operations/drafts.ts'
import { readShop } from './operations/shop.ts'
import { found, orNone } from './paging.ts'

type Calls = Omit<DraftCalls<Store>, 'findCustomers' | 'findVariants' | 'variants'>

/** The store's clock and ours may differ by this much. */
const clocksDifferMs = 5 * 60_000

export function draftCalls(ask: Ask): Calls {
  async function draft(store: Store, id: Gid): Promise<StoreDraft | null> {
    const answer = await orNone(ask(store, readDraft, { id }))
    return answer?.draftOrder ? draftOf(answer.draftOrder) : null
  }

  return {
    draft,

    async deliveryOptions(store, request) {
      const { draftOrderAvailableDeliveryOptions: all } = await ask(
        store,
        listDeliveryOptions,
        request,
      )
      const rates = [
        ...all.availableShippingRates.map((rate) => ({ ...rate, kind: 'shipping' as const })),
        ...all.availableLocalDeliveryRates.map((rate) => ({ ...rate, kind: 'local' as const })),
      ]
      if (all.availableLocalPickupOptions.length === 0) return rates
      // Shopify names no price for what is collected: it costs nothing, in the shop's currency.
      const { shop } = await ask(store, readShop, null)
      const price = money('0', shop.currencyCode)
      const pickups = all.availableLocalPickupOptions.map((one) => ({ ...one, price }))
      return [...rates, ...pickups.map((one) => ({ ...one, kind: 'pickup' as const }))]
    },

    async quoteDraft(store, request) {
      const { calculatedDraftOrder } = await change(ask, store, quoteDraft, request)
      const sums = found(calculatedDraftOrder, 'draft order')
      return {
        goods: sums.totalLineItemsPriceSet,
        shipping: sums.totalShippingPriceSet,
        tax: sums.totalTaxSet,
        discounts: sums.totalDiscountsSet,
        total: sums.totalPriceSet,
      }
    },

    async createDraft(store, request) {
      const { draftOrder } = await change(ask, store, createDraft, request)
      return draftOf(found(draftOrder, 'draft order'))
    },

    async findDraft(store, attribute, since) {
      const earliest = since.getTime() - clocksDifferMs
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<typeof newest>> = await newest(store, after)
        const ours = page.nodes.find(({ customAttributes }) =>
          customAttributes.some(
            ({ key, value }) => key === attribute.name && value === attribute.value,
          ),
        )
        if (ours) return draftOf(ours)
        const last = page.nodes.at(-1)
        if (page.next === null || !last || last.createdAt.getTime() < earliest) return null
        after = page.next
      }
    },

    async completeDraft(store, id) {
      const before = found(await draft(store, id), 'draft order')
      if (before.state === 'completed') return before
      if (before.busy) throw unavailable('the store still works on the draft order')
      const { draftOrder } = await change(ask, store, completeDraft, { id })
      return draftOf(found(draftOrder, 'draft order'))
    },

    async sendInvoice(store, id) {
      const before = found(await draft(store, id), 'draft order')
      if (before.state !== 'open') return before
      const { draftOrder } = await change(ask, store, sendInvoice, { id })
      return draftOf(found(draftOrder, 'draft order'))
    },

    async remindInvoice(store, id) {
      const { draftOrder } = await change(ask, store, sendInvoice, { id })
      return draftOf(found(draftOrder, 'draft order'))
    },

    async deleteDraft(store, id) {
      if ((await draft(store, id)) === null) return
      await change(ask, store, deleteDraft, { id })
    },
  }

  async function newest(store: Store, after: string | null) {
    return (await ask(store, listNewestDrafts, { after })).draftOrders
  }
}

const states = { OPEN: 'open', INVOICE_SENT: 'invoice_sent', COMPLETED: 'completed' } as const

const draftOf = (one: DraftNode): StoreDraft => ({
  gid: one.id,
  name: one.name,
  state: states[one.status],
  busy: !one.ready,
  payUrl: one.invoiceUrl,
  total: one.totalPriceSet,
  order: one.order && { gid: one.order.id, name: one.order.name },
})
