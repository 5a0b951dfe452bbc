/** A small generator of even random numbers (sfc32): the same seed gives the same row. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number
  /** From 0 up to, not including, 1. */
  unit(): number
}

export function seeded(seed: number): Random {
  let a = seed | 0
  let b = 0x9e3779b9 | 0
  let c = 0x243f6a88
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 12; warm++) next()
  return {
    int: (below) => Math.floor((next() / 4_294_967_296) * below),
    unit: () => next() / 4_294_967_296,
  }
}
