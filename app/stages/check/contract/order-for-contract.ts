import type { Buyer } from '../../../journey/buyer.ts'
import type { NamedText } from '../../../journey/line-answers.ts'
import type { Money } from '../../../kernel/money.ts'
import type { OrderForContract } from './judge.ts'

export interface ContractLine {
  readonly quantity: number
  readonly sku: string | null
  readonly vendor: string | null
  readonly productType: string | null
  readonly productTags: readonly string[]
  readonly properties: readonly NamedText[]
}

/** An order that is there, as its contract looks at it. */
export const orderForContract = (order: {
  readonly channel: string
  readonly deliveryKind: OrderForContract['deliveryKind']
  readonly total: Money
  readonly lines: readonly ContractLine[]
  readonly buyer: Buyer
}): OrderForContract => ({
  channel: order.channel,
  // What is collected or sent by mail goes nowhere: the bill tells whose rules hold.
  country: order.buyer.shipTo?.countryCode ?? order.buyer.billTo?.countryCode ?? '',
  deliveryKind: order.deliveryKind,
  total: order.total,
  lines: order.lines,
  attributes: order.buyer.attributes ?? [],
  metafields: order.buyer.metafields ?? [],
  note: order.buyer.note ?? '',
})
