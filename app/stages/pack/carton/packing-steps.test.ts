import { expect, test } from 'vitest'
import { asked, carton, thing } from '../../../../tests/packing/requests.ts'
import { packingSteps } from './packing-steps.ts'
import { planCartons } from './plan.ts'

function steps(...args: Parameters<typeof asked>) {
  const request = asked(...args)
  const plan = planCartons(request)
  const parcel = plan.ok ? plan.value.parcels[0] : undefined
  if (!parcel) throw new Error('no plan')
  return packingSteps(parcel, (id) => request.goods.find((one) => one.id === id)?.size ?? null)
}

test('equal pieces side by side are one step, and each higher layer comes later', () => {
  const list = steps([thing('a', { quantity: 8 })], [carton('M', [200, 160, 100])])
  expect(list.map((one) => [one.pieces, one.where])).toEqual([
    [4, 'in the middle, on the bottom'],
    [4, 'in the middle, on top'],
  ])
})

test('a step says how a thing lies', () => {
  const plank = thing('a', { size: [190, 50, 20] })
  expect(steps([plank], [carton('M', [200, 60, 30])])[0]?.lies).toBe('as_usual')
  expect(steps([plank], [carton('M', [200, 30, 60])])[0]?.lies).toBe('on_its_side')
  expect(steps([plank], [carton('M', [60, 30, 200])])[0]?.lies).toBe('on_its_end')
})

test('hundreds of single places become a step for each thing', () => {
  const goods = Array.from({ length: 9 }, (_, at) =>
    thing(`${at}`, { quantity: 12, size: [40 + at, 30 + at, 11 + at] }),
  )
  expect(steps(goods, [carton('L', [400, 300, 200])]).length).toBeLessThanOrEqual(60)
})
