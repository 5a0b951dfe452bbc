/** A box of free room: from its lower to its upper corner. */
export interface Space {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly X: number
  readonly Y: number
  readonly Z: number
}

const holds = (outer: Space, inner: Space): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.z <= inner.z &&
  outer.X >= inner.X &&
  outer.Y >= inner.Y &&
  outer.Z >= inner.Z

const meets = (a: Space, b: Space): boolean =>
  a.x < b.X && b.x < a.X && a.y < b.Y && b.y < a.Y && a.z < b.Z && b.z < a.Z

/** Rooms smaller than this in any direction are of no use any more. */
export interface Smallest {
  readonly across: number
  readonly high: number
}

/** The empty maximal spaces left after something was put in. */
export function without(spaces: readonly Space[], taken: Space, least: Smallest): Space[] {
  const kept: Space[] = []
  const cut: Space[] = []
  for (const space of spaces) {
    if (!meets(space, taken)) {
      if (fits(space, least)) kept.push(space)
      continue
    }
    const { x, y, z, X, Y, Z } = space
    if (taken.x - x >= least.across) cut.push({ x, y, z, X: taken.x, Y, Z })
    if (X - taken.X >= least.across) cut.push({ x: taken.X, y, z, X, Y, Z })
    if (taken.y - y >= least.across) cut.push({ x, y, z, X, Y: taken.y, Z })
    if (Y - taken.Y >= least.across) cut.push({ x, y: taken.Y, z, X, Y, Z })
    if (Z - taken.Z >= least.high) cut.push({ x, y, z: taken.Z, X, Y, Z })
    if (taken.z - z >= least.high) cut.push({ x, y, z, X, Y, Z: taken.z })
  }
  addMaximal(kept, cut, least)
  return kept
}

const fits = ({ x, y, z, X, Y, Z }: Space, least: Smallest): boolean =>
  X - x >= least.across && Y - y >= least.across && Z - z >= least.high

/** Only cut rooms can lie in another one: what was whole before stays maximal. */
function addMaximal(kept: Space[], cut: readonly Space[], least: Smallest): void {
  const before = kept.length
  for (let at = 0; at < cut.length; at++) {
    const one = cut[at]
    if (!one || !fits(one, least)) continue
    let inside = false
    for (let other = 0; other < before && !inside; other++) {
      const held = kept[other]
      inside = held !== undefined && holds(held, one)
    }
    for (let other = 0; other < cut.length && !inside; other++) {
      const held = cut[other]
      // Of two equal ones the first stays.
      inside =
        held !== undefined && other !== at && holds(held, one) && (other < at || !holds(one, held))
    }
    if (!inside) kept.push(one)
  }
}
