import { z } from 'zod'
import { type Answer, json } from './http.ts'
import { countsOf } from './receive.ts'
import { workOne } from './work.ts'
import { faultKinds, type PartnerHouse } from './world.ts'

const faultBody = z.object({
  kind: z.enum(faultKinds),
  times: z.number().int().min(0).default(1),
})

/** Doors for tests and scripts: what no partner has. */
export async function answerControl(
  house: PartnerHouse,
  asked: { readonly method: string; readonly path: string; readonly body: string },
): Promise<Answer> {
  const [, , what = '', reference = ''] = asked.path.split('/')
  const body = (): unknown => (asked.body ? JSON.parse(asked.body) : {})
  if (asked.method === 'GET' && what === 'counts') return json(countsOf(house))
  if (asked.method === 'GET' && what === 'orders') return json({ orders: house.book.orders })
  if (asked.method !== 'POST') return json({ error: 'no such door' }, 404)
  if (what === 'pause') {
    house.paused = z.object({ paused: z.boolean() }).parse(body()).paused
    return json({ paused: house.paused })
  }
  if (what === 'faults') {
    house.faults.push(faultBody.parse(body()))
    return json({ faults: house.faults })
  }
  if (what === 'work') {
    const order = house.book.orders.find((one) => one.reference === reference)
    if (!order) return json({ error: 'no such order' }, 404)
    await workOne(house, order)
    return json(order)
  }
  return json({ error: 'no such door' }, 404)
}
