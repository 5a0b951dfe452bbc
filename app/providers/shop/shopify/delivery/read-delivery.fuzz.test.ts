/** Whatever bytes come in: a meaning, or the one fault that ends on the dead-letter list. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderBody } from '../../../../../tests/intake/deliveries.ts'
import { ProviderAnswerUnreadable } from '../../../../kernel/faults.ts'
import type { DeliveryMeaning } from '../../snapshot.ts'
import { readDelivery } from './read-delivery.ts'

const topics = [
  ...['create', 'updated', 'edited', 'paid', 'cancelled', 'fulfilled', 'delete'].map(
    (it) => `orders/${it}`,
  ),
  'orders/risk_assessment_changed',
  'fulfillment_orders/moved',
  'fulfillment_holds/added',
  'fulfillments/create',
  'refunds/create',
  'returns/request',
  'inventory_levels/update',
  'locations/update',
  'bulk_operations/finish',
  'app/scopes_update',
  'app/uninstalled',
  'customers/redact',
  'shop/redact',
  'nobody/knows',
]

/** Null: the named fault. @throws whatever else is thrown: then the reader is broken. */
function read(topic: string, body: Uint8Array): DeliveryMeaning | null {
  try {
    return readDelivery(topic, body)
  } catch (fault) {
    if (fault instanceof ProviderAnswerUnreadable) return null
    throw fault
  }
}
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '')

/** Values that somebody's app once wrote where another was meant. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    '0',
    'null',
    [],
    {},
    [null],
    true,
    -1,
    0.5,
    1e21,
    '820982911946154508',
  ),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '__proto__',
    '<script>',
    '💥'.repeat(9),
    "'; drop table x; --",
  ),
  fc.constantFrom('2026-13-45T99:99:99Z', 'gid://shopify/Order/1', 'gid://evil/Order/1?x=%', '١٢٣'),
  fc.jsonValue({ maxDepth: 2 }),
)

/** An order with some of its places, however deep, replaced, or taken out. */
const bentOrder = fc
  .array(fc.record({ place: fc.nat(), value: fc.option(odd, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((bends) => {
    const order: object = JSON.parse(JSON.stringify(orderBody(7)))
    for (const { place, value } of bends) bend(order, place, value)
    return order
  })

function bend(root: object, place: number, value: unknown): void {
  const places: { readonly on: object; readonly key: string }[] = []
  const walk = (on: unknown): void => {
    if (typeof on !== 'object' || on === null) return
    for (const [key, child] of Object.entries(on)) {
      places.push({ on, key })
      walk(child)
    }
  }
  walk(root)
  const at = places[place % Math.max(1, places.length)]
  // A value of its own each time: set into itself it would have no end.
  if (at) Reflect.set(at.on, at.key, structuredClone(value))
}

describe('the reader of deliveries', () => {
  test('meets any bytes with a meaning or with its one fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...topics), fc.uint8Array({ maxLength: 300 }), (topic, body) => {
        read(topic, body)
      }),
      { numRuns: 2_000 },
    )
  })

  test('meets any JSON under any topic with a meaning or with its one fault', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...topics), fc.string()),
        fc.jsonValue({ maxDepth: 4 }),
        (topic, value) => {
          read(topic, bytes(value))
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('loses nothing of an order however bent: what it reads is whole enough to be kept', () => {
    fc.assert(
      fc.property(
        bentOrder,
        fc.constantFrom('orders/create', 'orders/updated', 'orders/paid'),
        (body, topic) => {
          const meaning = read(topic, bytes(body))
          if (meaning?.kind !== 'order') return
          const { order } = meaning
          expect(order.gid).toMatch(/^gid:\/\/shopify\/\w+\//)
          expect(Number.isNaN(order.updatedAt.getTime())).toBe(false)
          expect(
            order.lines.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 0),
          ).toBe(true)
          expect(order.total.minor).toBeTypeOf('bigint')
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
