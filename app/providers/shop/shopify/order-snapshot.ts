import type { OrderLineSnapshot, OrderSnapshot, StoreAddress } from '../snapshot.ts'
import { decideDeliveryKind } from './delivery-kind.ts'
import { unreadable } from './faults.ts'
import type { LineNode, OrderNode } from './operations/order-fields.ts'
import { highestRisk, readRecommendation, riskFacts } from './risk.ts'
import { gramsOf, orNull, variantTitleOf } from './text.ts'

/**
 * An order as the Admin API answers it. @param lines all of them, from every page.
 * @throws ProviderAnswerUnreadable when a value is well formed and cannot be.
 */
export function snapshotOf(order: OrderNode, lines: readonly LineNode[]): OrderSnapshot {
  try {
    return inOneShape(order, lines)
  } catch (cause) {
    if (cause instanceof RangeError) throw unreadable('a value out of range', cause)
    throw cause
  }
}

function inOneShape(order: OrderNode, lines: readonly LineNode[]): OrderSnapshot {
  const shipTo = addressOf(order.shippingAddress)
  const read = lines.map(lineOf)
  return {
    gid: order.id,
    name: order.name,
    placedAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    financialStatus: (order.displayFinancialStatus ?? '').toLowerCase(),
    channel: order.sourceName ?? '',
    locale: orNull(order.customerLocale) ?? 'en',
    total: order.currentTotalPriceSet,
    email: orNull(order.email),
    phone: orNull(order.phone),
    customer: customerOf(order.customer),
    shipTo,
    billTo: addressOf(order.billingAddress),
    shippingTitle: orNull(order.shippingLine?.title),
    note: orNull(order.note),
    tags: order.tags,
    attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value: value ?? '' })),
    lines: read,
    deliveryKind: decideDeliveryKind({
      lines: read,
      methods: order.fulfillmentOrders.nodes.flatMap((one) =>
        one.status === 'CANCELLED' ? [] : (one.deliveryMethod?.methodType ?? []),
      ),
      hasShipTo: shipTo !== null,
    }),
    fulfilled: order.displayFulfillmentStatus === 'FULFILLED',
    risk: {
      level: highestRisk(order.risk.assessments.map(({ riskLevel }) => riskLevel)),
      recommendation: readRecommendation(order.risk.recommendation),
      facts: riskFacts(order.risk.assessments),
    },
  }
}

const customerOf = (customer: OrderNode['customer']): OrderSnapshot['customer'] =>
  customer && {
    gid: customer.id,
    firstName: orNull(customer.firstName),
    lastName: orNull(customer.lastName),
    email: orNull(customer.defaultEmailAddress?.emailAddress),
    phone: orNull(customer.defaultPhoneNumber?.phoneNumber),
  }

export const addressOf = (address: OrderNode['shippingAddress']): StoreAddress | null =>
  address && {
    firstName: orNull(address.firstName),
    lastName: orNull(address.lastName),
    company: orNull(address.company),
    address1: orNull(address.address1),
    address2: orNull(address.address2),
    city: orNull(address.city),
    provinceCode: orNull(address.provinceCode),
    province: orNull(address.province),
    zip: orNull(address.zip),
    countryCode: orNull(address.countryCode),
    phone: orNull(address.phone),
  }

const lineOf = (line: LineNode): OrderLineSnapshot => ({
  gid: line.id,
  variantGid: line.variant?.id ?? null,
  productGid: line.product?.id ?? null,
  sku: orNull(line.sku),
  title: line.title,
  variantTitle: variantTitleOf(line.variantTitle),
  vendor: orNull(line.vendor),
  quantity: line.currentQuantity,
  grams: gramsOf(line.weight),
  requiresShipping: line.requiresShipping,
  giftCard: line.isGiftCard,
  properties: line.customAttributes.map(({ key, value }) => ({ name: key, value: value ?? '' })),
  price: line.discountedUnitPriceAfterAllDiscountsSet,
})
