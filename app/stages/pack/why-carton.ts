import type { CartonSort } from './carton/goods.ts'
import type { Objective } from './carton/judge.ts'
import type { CartonPlan } from './carton/plan.ts'

const fewest = {
  boxes: 'fewest boxes, then the smallest',
  volume: 'least room',
  cost: 'least cost of carton and carriage',
} as const satisfies Record<Objective, string>

/** Why these cartons, for the packer: in one or two short sentences. */
export function whyWords(
  plan: CartonPlan,
  cartons: readonly CartonSort[],
  objective: Objective,
): string {
  const boxes = plan.parcels.filter((one) => one.cartonId !== null)
  const words = [`Chosen for ${fewest[objective]}`]
  const first = boxes[0]
  if (boxes.length > 1) words.push(tooMuch(plan, cartons))
  else if (first) {
    const full = Math.round((100 * first.goodsVolume) / first.volume)
    words.push(`${full} % full`)
  }
  const sent = plan.parcels.flatMap((one) => one.carriage ?? [])
  const services = [...new Set(sent.map((one) => `${one.carrier} ${one.service}`))]
  if (services.length > 0) words.push(`goes by ${services.join(' and ')}`)
  if (plan.worth.late > 0) words.push('no service is there by the promised day')
  if (plan.worth.unserved > 0) words.push('no rate card takes a parcel of this size and weight')
  return `${words.join('; ')}.`
}

function tooMuch(plan: CartonPlan, cartons: readonly CartonSort[]): string {
  const goods = plan.parcels.reduce((sum, one) => sum + one.goodsGrams, 0)
  const strongest = Math.max(...cartons.map((one) => one.maxGrams - one.emptyGrams))
  return goods > strongest ? 'too heavy for one carton' : 'too much for one carton'
}
