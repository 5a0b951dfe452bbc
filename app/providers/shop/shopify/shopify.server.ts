import type { Pool } from 'pg'
import type { Log } from '../../../platform/log.server.ts'
import type { ShopProvider } from '../contract.ts'
import { openAsk } from './ask.server.ts'
import { openBudget } from './budget.server.ts'
import { catalogueCalls } from './catalogue.server.ts'
import { readDelivery } from './delivery/read-delivery.ts'
import { draftCalls } from './drafts.server.ts'
import { eventCalls } from './events.server.ts'
import { providerKey } from './faults.ts'
import { fulfillmentOrderCalls } from './fulfillment-orders.server.ts'
import { fulfilmentCalls } from './fulfilments.server.ts'
import { holdCalls } from './holds.server.ts'
import { orderExportCalls } from './order-export.server.ts'
import { orderCalls } from './orders.server.ts'
import { processReturnCalls } from './process-return.server.ts'
import { requestCalls } from './requests.server.ts'
import { returnCalls } from './returns.server.ts'
import { searchCalls } from './searches.server.ts'
import { stockCalls } from './stock.server.ts'
import { openTokens, type Sessions } from './token.server.ts'
import { transferCalls } from './transfers.server.ts'

export interface ShopifyProviderDeps {
  /** For the stores' budgets and for finding a shop by its domain; never held during a call. */
  readonly pool: Pool
  readonly log: Log
  readonly sessions: Sessions
  readonly apiKey: string
  readonly apiSecret: string
  readonly appUrl: string
  /** How long a call waits for the store's query budget; 20 s when not given. */
  readonly patienceMs?: number
  /** How long the store may take to answer a call; 20 s when not given. */
  readonly timeoutMs?: number
}

/** The shop contract at Shopify's Admin API. See docs/providers/shopify.md. */
export function openShopifyProvider(deps: ShopifyProviderDeps): ShopProvider {
  const ask = openAsk({
    pool: deps.pool,
    log: deps.log,
    budget: openBudget(deps.pool),
    tokens: openTokens(deps),
    patienceMs: deps.patienceMs ?? 20_000,
    timeoutMs: deps.timeoutMs,
  })
  return {
    key: providerKey,
    readDelivery,
    ...catalogueCalls(ask, deps.appUrl),
    ...orderCalls(ask),
    ...orderExportCalls(ask),
    ...fulfillmentOrderCalls(ask),
    ...holdCalls(ask),
    ...requestCalls(ask),
    ...fulfilmentCalls(ask),
    ...eventCalls(ask),
    ...returnCalls(ask),
    ...processReturnCalls(ask),
    ...stockCalls(ask),
    ...transferCalls(ask),
    ...searchCalls(ask),
    ...draftCalls(ask),
  }
}
