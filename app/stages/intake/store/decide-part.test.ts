import { describe, expect, test } from 'vitest'
import { decidePart } from './decide-part.ts'

const told = (what: string, ourCalls: readonly string[] = [], heldByOthers: string[] = []) =>
  decidePart({ what, ourCalls: new Set(ourCalls), heldByOthers })

describe('news of a part of an order', () => {
  test('that moved, was split, merged, cancelled or put off is distributed anew', () => {
    for (const word of ['moved', 'split', 'merged', 'cancelled', 'rescheduled'])
      expect(told(`fulfillment_orders/${word}`)).toMatchObject({
        readAgain: true,
        distribute: true,
        text: `A part of the order in the store: ${word}`,
      })
  })

  test('that the store has decided where goods leave from is distributed, and no news to people', () => {
    expect(told('fulfillment_orders/order_routing_complete')).toMatchObject({
      distribute: true,
      text: null,
    })
  })

  test('a request that we made ourselves is no news; one by somebody in the store is', () => {
    const what = 'fulfillment_orders/cancellation_request_submitted'
    expect(told(what, ['store_cancel_ask'])).toMatchObject({ text: null, stopPartner: false })
    expect(told(what)).toMatchObject({ stopPartner: true })
  })

  test('a partner that could not complete ends on the office list', () => {
    expect(told('fulfillment_orders/fulfillment_service_failed_to_complete').office).toBe(
      'In the store: fulfillment service failed to complete',
    )
  })

  test('a hold of somebody else is named; our own is no news; the last one gone lets work go on', () => {
    expect(told('fulfillment_holds/added', [], ['AWAITING_PAYMENT']).text).toBe(
      'Held in the store by somebody else (awaiting payment)',
    )
    expect(told('fulfillment_holds/added')).toMatchObject({ text: null, distribute: false })
    expect(told('fulfillment_holds/released').distribute).toBe(true)
    expect(told('fulfillment_holds/released', [], ['OTHER']).distribute).toBe(false)
  })
})
