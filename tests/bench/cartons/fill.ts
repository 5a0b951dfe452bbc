import { fillContainer, verifyPlacements } from '#app/stages/pack/index.ts'
import { container, fillProblem, typesOf } from './bischoff-ratcliff.ts'
import { plain } from './packing-sample.ts'

/** Mean share of the container's volume that is filled, over the problems of each set. */
export function measureFill(seconds: number, every: number) {
  let invalid = 0
  let cases = 0
  let total = 0
  const sets = Object.entries(typesOf).map(([set, types]) => {
    let sum = 0
    let count = 0
    for (let number = 1; number <= 100; number += every) {
      const goods = fillProblem(number, types).map((type, at) => ({
        ...plain(`${at}`, type.size, type.quantity),
        stands: type.stands,
      }))
      const started = performance.now()
      const isOver = () => performance.now() - started >= seconds * 1000
      const filled = fillContainer({ goods, inner: container, support: 0.7, seed: 1 }, isOver)
      if (verifyPlacements(goods, container, 0.7, filled.placements).length > 0) invalid++
      sum += filled.share
      count++
    }
    cases += count
    total += sum
    return { set, percent: Number(((100 * sum) / count).toFixed(2)) }
  })
  return {
    secondsEach: seconds,
    cases,
    percent: Number(((100 * total) / cases).toFixed(2)),
    invalid,
    sets,
  }
}
