/**
 * The test problems BR1 to BR7 for filling one container, made anew by the procedure their authors describe.
 * Source: E. E. Bischoff, M. S. W. Ratcliff, Issues in the development of approaches to container loading,
 * Omega 23 (1995) 377–390; problem p starts from the seed 2502505 + 100 (p − 1).
 */
export interface FillType {
  readonly size: readonly [number, number, number]
  /** Whether length, width, height may be the vertical side. */
  readonly stands: readonly [boolean, boolean, boolean]
  readonly quantity: number
}

/** Centimetres. */
export const container = [587, 233, 220] as const
export const typesOf = { BR1: 3, BR2: 5, BR3: 8, BR4: 10, BR5: 12, BR6: 15, BR7: 20 } as const

const modulus = 2_147_483_647
/** Park and Miller's minimal standard generator; the first ten numbers are thrown away. */
function drawFrom(seed: number): () => number {
  let state = seed
  const draw = () => {
    state = (16_807 * state) % modulus
    return state / modulus
  }
  for (let at = 0; at < 10; at++) draw()
  return draw
}

const limits = [
  [30, 120],
  [25, 100],
  [20, 80],
] as const

/** A side may stand up when it is less than twice the shortest one. */
const steady = 2

export function fillProblem(number: number, types: number): readonly FillType[] {
  const draw = drawFrom(2_502_505 + 100 * (number - 1))
  const sizes = Array.from({ length: types }, () => {
    const [a = 0, b = 0, c = 0] = limits
      .map(([least, most]) => least + Math.floor(draw() * (most - least + 1)))
      .sort((one, two) => two - one)
    return [a, b, c] as const
  })
  const volume = (size: readonly [number, number, number]) => size[0] * size[1] * size[2]
  const whole = volume(container)
  const counts = sizes.map(() => 1)
  let cargo = sizes.reduce((sum, size) => sum + volume(size), 0)
  for (;;) {
    const at = Math.floor(draw() * types)
    const size = sizes[at]
    if (!size || cargo + volume(size) > whole) break
    cargo += volume(size)
    counts[at] = (counts[at] ?? 0) + 1
  }
  return sizes.map((size, at) => ({
    size,
    quantity: counts[at] ?? 0,
    stands: [size[0] < steady * size[2], size[1] < steady * size[2], true],
  }))
}
