/**
 * Packs a sample of orders as BoxPacker did and says how the two compare; every plan is verified.
 * usage: npm run -s bench:cartons -- --data FOLDER --mode 3d|2d [--json]
 *        npm run -s bench:cartons -- --fill SECONDS [--every N] [--json]
 */

import { parseArgs } from 'node:util'
import {
  type PlanRequest,
  planCartons,
  planWords,
  quickEffort,
  verifyPlan,
} from '#app/stages/pack/index.ts'
import { measureFill } from './cartons/fill.ts'
import {
  type ReportedCase,
  readBoxes,
  readExpected,
  readOrders,
  readReported,
} from './cartons/packing-sample.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/peer-data/packing' },
    mode: { type: 'string', default: '3d' },
    fill: { type: 'string' },
    every: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})

const asked: Omit<PlanRequest, 'goods' | 'cartons'> = {
  ...{ objective: 'boxes', shipping: null, support: 0.7, seed: 1, effort: quickEffort },
  voidFill: { gramsPerLitre: 0, costMinorPerLitre: 0 },
}
const round = (value: number, digits = 3) => Number(value.toFixed(digits))

function packReported({ id, cartons, goods }: ReportedCase) {
  const request = { ...asked, cartons, goods }
  const started = performance.now()
  const plan = planCartons(request)
  const milliseconds = round(performance.now() - started, 1)
  if (!plan.ok) return { case: id, refused: plan.refusal.kind, milliseconds }
  const { boxes, volume } = plan.value.worth
  const invalid = verifyPlan(request, plan.value).length
  return { case: id, boxes, litres: round(volume / 1e6, 1), milliseconds, invalid }
}

async function packSample(folder: string, mode: '2d' | '3d') {
  const cartons = await readBoxes(folder)
  const expected = await readExpected(folder, mode)
  const sum = { orders: 0, boxes: 0, litres: 0, seconds: 0 }
  const refused: { order: string; why: string }[] = []
  const against = { moreThanPeer: 0, fewerThanPeer: 0, invalid: 0 }
  for await (const { id, goods } of readOrders(folder, mode)) {
    const request = { ...asked, cartons, goods }
    const started = performance.now()
    const plan = planCartons(request)
    sum.seconds += (performance.now() - started) / 1000
    sum.orders++
    if (!plan.ok) refused.push({ order: id, why: planWords(plan.refusal) })
    if (!plan.ok || verifyPlan(request, plan.value).length > 0) {
      against.invalid++
      continue
    }
    const { boxes, volume } = plan.value.worth
    sum.boxes += boxes
    sum.litres += volume / 1e6
    const peer = expected.get(id) ?? boxes
    if (boxes > peer) against.moreThanPeer++
    if (boxes < peer) against.fewerThanPeer++
  }
  const reported = (await readReported(folder)).map(packReported)
  return {
    ...sum,
    litres: round(sum.litres, 1),
    seconds: round(sum.seconds),
    ...against,
    reported,
    ...(refused.length > 0 ? { refused } : {}),
  }
}

const say = (result: object) =>
  console.log(values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2))

if (values.fill !== undefined) say(measureFill(Number(values.fill), Number(values.every)))
else if (values.mode === '2d' || values.mode === '3d')
  say(await packSample(values.data, values.mode))
else throw new Error(`--mode ${values.mode}: say 3d or 2d`)
