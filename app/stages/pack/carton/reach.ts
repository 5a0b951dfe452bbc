/**
 * The longest row of things up to each length: `reach[n]` is the most of n millimetres that sides from the
 * list, laid in a row, can fill. What is left over past it is lost for good.
 */
export function reachOf(sides: Iterable<number>, length: number): Int32Array {
  const reach = new Int32Array(length + 1)
  const different = [...new Set(sides)].filter((side) => side <= length)
  const can = new Uint8Array(length + 1)
  can[0] = 1
  for (const side of different)
    for (let at = side; at <= length; at++) if (can[at - side] === 1) can[at] = 1
  let last = 0
  for (let at = 0; at <= length; at++) {
    if (can[at] === 1) last = at
    reach[at] = last
  }
  return reach
}
