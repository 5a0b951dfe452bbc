import type { Kind } from './kinds.ts'
import { type Filled, Packer, type Task } from './packer.ts'

type Ways = (kind: Kind) => Kind['ways']

const lowest: Ways = ({ ways }) => {
  const least = Math.min(...ways.map((way) => way.dz))
  return ways.filter((way) => way.dz === least)
}

/** Passes that are spent on a calmer way to lay what is in a box already. */
const passes = 12

/**
 * Lays what is in each box as people would: as it usually stands, else flat on its largest side, else as it
 * was found. Boxes and contents stay as they are.
 */
export function layCalm(
  task: Task,
  random: () => number,
  plan: readonly Filled[],
  usual: Ways,
): readonly Filled[] {
  const packers = [usual, lowest].map(
    (ways) =>
      new Packer(
        {
          ...task,
          kinds: task.kinds.map((kind) => {
            const some = ways(kind)
            return some.length > 0 ? { ...kind, ways: some } : kind
          }),
        },
        random,
      ),
  )
  return plan.map((one) => {
    for (const packer of packers) {
      const calm = packer.all(one.box, one.counts, 0, passes)
      if (calm) return calm
    }
    return one
  })
}
