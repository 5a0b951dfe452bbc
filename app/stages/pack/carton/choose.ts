import { stackHeight } from './block.ts'
import type { Ground, Hull } from './ground.ts'
import type { Kind, Way } from './kinds.ts'
import type { Rule } from './rule.ts'
import type { Space } from './spaces.ts'

/** A block that would fit into a room. */
export interface Choice {
  kind: Kind
  way: Way
  nx: number
  ny: number
  nz: number
  score: number
}

/** A list that is emptied and filled again and again: most of the work is here, and new objects cost. */
export class Choices {
  private readonly list: Choice[] = []
  size = 0

  clear(): void {
    this.size = 0
  }

  push(kind: Kind, way: Way): Choice {
    const at = this.size++
    const old = this.list[at]
    if (old) {
      old.kind = kind
      old.way = way
      return old
    }
    const made = { kind, way, nx: 0, ny: 0, nz: 0, score: 0 }
    this.list.push(made)
    return made
  }

  /** The best one that is left; `drop` takes it out. */
  best(): Choice | null {
    let best: Choice | null = null
    let score = Number.NEGATIVE_INFINITY
    for (let at = 0; at < this.size; at++) {
      const one = this.list[at]
      if (one && one.score > score) {
        score = one.score
        best = one
      }
    }
    return best
  }

  drop(choice: Choice): void {
    choice.score = Number.NEGATIVE_INFINITY
  }
}

/** What blocks are looked for; one object for a whole pass. */
export interface Wanted {
  readonly ground: Ground
  readonly rule: Rule
  readonly choices: Choices
  space: Space
  kind: Kind
  way: Way
  /** Pieces there still are, as far as the carton carries them. */
  most: number
  luck: number
}

const layersIn = (kind: Kind, way: Way, high: number): number => {
  if (kind.nest === 0) return Math.floor(high / way.dz)
  return high < way.dz ? 0 : 1 + Math.floor((high - way.dz) / kind.nest)
}

/** Adds the blocks of one kind, laid one way, that a room takes. */
export function offerBlocks(wanted: Wanted): void {
  const { space, kind, way, most, rule } = wanted
  const fx = Math.floor((space.X - space.x) / way.dx)
  const fy = Math.floor((space.Y - space.y) / way.dy)
  if (fx === 0 || fy === 0) return
  const fz = layersIn(kind, way, space.Z - space.z)
  if (fz === 0) return
  if (rule.reach === 1 || most === 1) take(wanted, 1, 1, 1)
  else if (rule.reach === 3 && most >= fx * fy * fz) take(wanted, fx, fy, fz)
  else {
    const a = Math.min(most, fx)
    const b = Math.min(most, fy)
    const c = Math.min(most, fz)
    if (rule.reach === 2) {
      take(wanted, a, upTo(most, a, fy), 1)
      take(wanted, a, 1, upTo(most, a, fz))
      take(wanted, 1, b, upTo(most, b, fz))
      take(wanted, upTo(most, c, fx), 1, c)
      return
    }
    const ab = upTo(most, a, fy)
    take(wanted, a, ab, upTo(most, a * ab, fz))
    const ac = upTo(most, a, fz)
    take(wanted, a, upTo(most, a * ac, fy), ac)
    const bc = upTo(most, b, fz)
    take(wanted, upTo(most, b * bc, fx), b, bc)
    const ca = upTo(most, c, fx)
    take(wanted, ca, upTo(most, c * ca, fy), c)
  }
}

const upTo = (most: number, row: number, room: number) => Math.min(room, Math.floor(most / row))

function take(wanted: Wanted, nx: number, ny: number, nz: number): void {
  const choice = wanted.choices.push(wanted.kind, wanted.way)
  choice.nx = nx
  choice.ny = ny
  choice.nz = nz
  choice.score = worthOf(wanted, nx, ny, nz) * wanted.luck
}

function worthOf({ ground, space, kind, way, rule }: Wanted, nx: number, ny: number, nz: number) {
  const volume = kind.volume * nx * ny * nz
  if (rule.worth === 'volume') return volume
  if (rule.worth === 'heavy') return kind.grams * nx * ny * nz + volume / 1e9
  const bx = nx * way.dx
  const by = ny * way.dy
  const bz = stackHeight(kind, way, nz)
  const rx = space.X - space.x - bx
  const ry = space.Y - space.y - by
  const rz = space.Z - space.z - bz
  if (rule.worth === 'fit') return 1e6 / (1 + Math.min(rx, ry, rz)) + volume / 1e6
  const { across, along, up } = ground
  return volume + (bx + (across[rx] ?? 0)) * (by + (along[ry] ?? 0)) * (bz + (up[rz] ?? 0))
}

/** The smaller, the earlier. */
export function roomKey(space: Space, rule: Rule, hull: Hull): number {
  switch (rule.room) {
    case 'floor':
      return space.z * 1e8 + space.x * 1e4 + space.y
    case 'wall':
      return space.x * 1e8 + space.z * 1e4 + space.y
    case 'corner': {
      const x = Math.min(space.x, hull.dx - space.X)
      const y = Math.min(space.y, hull.dy - space.Y)
      const low = Math.min(x, y, space.z)
      const high = Math.max(x, y, space.z)
      return low * 1e8 + (x + y + space.z - low - high) * 1e4 + high
    }
    case 'small':
      return (space.X - space.x) * (space.Y - space.y) * (space.Z - space.z)
  }
}

export function nextRoom(spaces: readonly Space[], rule: Rule, hull: Hull): Space | null {
  let best: Space | null = null
  let least = Number.POSITIVE_INFINITY
  for (const space of spaces) {
    const key = roomKey(space, rule, hull)
    if (key < least) {
      least = key
      best = space
    }
  }
  return best
}

/** The bigger, the earlier. */
export function thingKey(kind: Kind, order: Rule['thing']): number {
  const way = kind.ways[0]
  if (!way) return 0
  switch (order) {
    case 'volume':
      return kind.volume
    case 'longest':
      return Math.max(way.dx, way.dy, way.dz) * 1e6 + kind.volume / 1e6
    case 'base':
      return way.dx * way.dy * 1e3 + way.dz
    case 'height':
      return way.dz * 1e6 + way.dx * way.dy
    case 'weight':
      return kind.grams
  }
}
