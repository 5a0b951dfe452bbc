import { expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { orderBody } from '../../../../tests/store/webhooks/order-body.ts'
import { gid } from '../../../kernel/ids.ts'

const joined = oneShop({ seed: 7, bucket: { maximum: 20_000, restoreRate: 1_000 } })

test('an order reads the same from its delivery and from the API, whatever is wrong with it', async () => {
  const { provider, store, standIn } = joined()
  const world = standIn.world()
  const faults = new Set<string>()
  for (let at = 0; at < 120; at += 1) {
    const placed = standIn.placeNext()
    for (const fault of placed.faults) faults.add(fault)
    const body = new TextEncoder().encode(JSON.stringify(orderBody(world, placed)))
    const told = provider.readDelivery('orders/create', body)
    if (told.kind !== 'order') throw new Error(`read as ${told.kind}`)
    const asked = await provider.order(store, gid(`gid://shopify/Order/${placed.id}`))
    // The API tells pickup from a missing address and how risky it is, the delivery does not.
    const { deliveryKind } = told.order
    if (deliveryKind !== 'unknown') expect(asked?.deliveryKind).toBe(deliveryKind)
    expect(asked).toEqual({ ...told.order, deliveryKind: asked?.deliveryKind, risk: asked?.risk })
  }
  expect([...faults].sort()).toEqual(
    expect.arrayContaining(['address_absent', 'address_null', 'email_absent', 'email_empty']),
  )
})
