import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import {
  readBoxes,
  readExpected,
  readOrders,
  readReported,
} from '../../../../tests/bench/cartons/packing-sample.ts'
import { asked } from '../../../../tests/packing/requests.ts'
import { peerFiles } from '../../../../tests/peer-data.ts'
import { planCartons, quickEffort } from './plan.ts'
import { verifyPlan } from './verify-plan.ts'

const file = peerFiles('packing')[0]
const folder = file ? dirname(file) : ''

test.skipIf(folder === '').each(['3d', '2d'] as const)(
  'a tenth of the sample orders need no more boxes than the peer’s, %s',
  async (mode) => {
    const cartons = await readBoxes(folder)
    const expected = await readExpected(folder, mode)
    const more: string[] = []
    let at = 0
    for await (const { id, goods } of readOrders(folder, mode)) {
      if (at++ % 10 > 0) continue
      const request = asked(goods, cartons, { effort: quickEffort })
      const plan = planCartons(request)
      if (!plan.ok || verifyPlan(request, plan.value).length > 0) throw new Error(`${id}: bad plan`)
      if (plan.value.worth.boxes > (expected.get(id) ?? 0)) more.push(id)
    }
    expect(at).toBeGreaterThan(2_000)
    expect(more).toEqual([])
  },
)

const litres = { '633': 15.9, '182': 328.9 }

test.skipIf(folder === '')('the reported cases come out right, and fast', async () => {
  for (const { id, goods, cartons } of await readReported(folder)) {
    const request = asked(goods, cartons, { effort: quickEffort })
    const started = performance.now()
    const plan = planCartons(request)
    const took = performance.now() - started
    expect(plan.ok && verifyPlan(request, plan.value)).toEqual([])
    expect(took).toBeLessThan(id.includes('631') ? 1_000 : 200)
    for (const [number, most] of Object.entries(litres))
      if (id.includes(number) && plan.ok)
        expect(Math.round(plan.value.worth.volume / 1e5) / 10).toBeLessThanOrEqual(most)
  }
})
