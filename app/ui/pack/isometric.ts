import type { Body } from './bench-screen.ts'

/** A point on paper: x to the right, y down. */
type Point = readonly [number, number]

const cos = Math.cos(Math.PI / 6)

/** Length to the lower right, width to the upper right, height straight up: seen from the front left, from above. */
const onPaper = (x: number, y: number, z: number): Point => [(x + y) * cos, (x - y) * 0.5 - z]

const path = (points: readonly Point[]) =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')

/** The three faces of a box that can be seen, as points of polygons. */
export function facesOf({ at: [x, y, z], size: [dx, dy, dz] }: Body) {
  const [X, Y, Z] = [x + dx, y + dy, z + dz]
  return {
    top: path([onPaper(x, y, Z), onPaper(X, y, Z), onPaper(X, Y, Z), onPaper(x, Y, Z)]),
    /** Along the length, towards who looks. */
    front: path([onPaper(x, y, z), onPaper(X, y, z), onPaper(X, y, Z), onPaper(x, y, Z)]),
    end: path([onPaper(X, y, z), onPaper(X, Y, z), onPaper(X, Y, Z), onPaper(X, y, Z)]),
    middle: onPaper((x + X) / 2, (y + Y) / 2, Z),
  }
}

/** The inside of a carton without what would hide the things: floor and the two far walls. */
export function wallsOf([dx, dy, dz]: Body['size']) {
  return {
    floor: path([onPaper(0, 0, 0), onPaper(dx, 0, 0), onPaper(dx, dy, 0), onPaper(0, dy, 0)]),
    back: path([onPaper(0, dy, 0), onPaper(dx, dy, 0), onPaper(dx, dy, dz), onPaper(0, dy, dz)]),
    left: path([onPaper(0, 0, 0), onPaper(0, dy, 0), onPaper(0, dy, dz), onPaper(0, 0, dz)]),
    /** left, top, width, height of the paper */
    paper: [0, -dy * 0.5 - dz, (dx + dy) * cos, (dx + dy) * 0.5 + dz] as const,
  }
}

/** Whether `a` must be drawn before `b`: it lies wholly behind, further left or below. */
const isBehind = (a: Body, b: Body): boolean =>
  a.at[1] >= b.at[1] + b.size[1] || a.at[0] + a.size[0] <= b.at[0] || a.at[2] + a.size[2] <= b.at[2]

/** An order to draw boxes in so that none that is nearer is covered by one behind it. */
export function drawingOrder<B extends Body>(bodies: readonly B[]): readonly B[] {
  const left = new Set(bodies)
  const drawn: B[] = []
  while (left.size > 0) {
    const next = [...left].find((one) =>
      [...left].every((other) => other === one || isBehind(one, other) || !isBehind(other, one)),
    )
    const [any] = left
    const one = next ?? any
    if (!one) break
    left.delete(one)
    drawn.push(one)
  }
  return drawn
}
