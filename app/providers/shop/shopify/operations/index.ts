/** Every text that goes to Shopify, gathered so that a test can hold each against the real schema. */
import * as cancelOrder from './cancel-order.ts'
import * as catalogue from './catalogue.ts'
import * as drafts from './drafts.ts'
import * as events from './events.ts'
import * as fulfillmentOrders from './fulfillment-orders.ts'
import * as fulfilments from './fulfilments.ts'
import * as holds from './holds.ts'
import * as locations from './locations.ts'
import * as orderExport from './order-export.ts'
import * as orders from './orders.ts'
import * as processReturn from './process-return.ts'
import * as requests from './requests.ts'
import * as returns from './returns.ts'
import * as searches from './searches.ts'
import * as shop from './shop.ts'
import * as stock from './stock.ts'
import * as transfers from './transfers.ts'

export const operationTexts: readonly string[] = [
  cancelOrder,
  catalogue,
  drafts,
  events,
  fulfillmentOrders,
  fulfilments,
  holds,
  locations,
  orderExport,
  orders,
  processReturn,
  requests,
  returns,
  searches,
  shop,
  stock,
  transfers,
].flatMap((subject) =>
  Object.values(subject).flatMap((each) =>
    typeof each === 'object' && 'text' in each && typeof each.text === 'string' ? [each.text] : [],
  ),
)
