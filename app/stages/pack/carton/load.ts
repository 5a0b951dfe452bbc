import { type Block, isBearable, isSupported, stackHeight } from './block.ts'
import {
  type Choice,
  type Choices,
  nextRoom,
  offerBlocks,
  roomKey,
  thingKey,
  type Wanted,
} from './choose.ts'
import type { Ground } from './ground.ts'
import type { Kind, Way } from './kinds.ts'
import type { Rule } from './rule.ts'
import { type Smallest, type Space, without } from './spaces.ts'

/** What all passes share. */
export interface Tools {
  readonly random: () => number
  readonly choices: Choices
}

const nothing: Space = { x: 0, y: 0, z: 0, X: 0, Y: 0, Z: 0 }
const noWay: Way = { dx: 1, dy: 1, dz: 1 }
const noKind: Kind = {
  ...{ at: -1, ways: [], grams: 0, volume: 0, nest: 0, apart: '', hazmat: '' },
  ...{ together: '', alone: false },
  bears: Number.POSITIVE_INFINITY,
}

/** A carton while it is filled. */
export class Load {
  readonly blocks: Block[] = []
  /** Pieces of each kind that are still outside. */
  readonly left: number[]
  grams = 0
  volume = 0
  pieces = 0
  private spaces: Space[]
  private apart = ''
  private hazmat = ''
  private least: Smallest
  private readonly ground: Ground
  private readonly random: () => number
  private readonly choices: Choices
  /** Chance of each kind and way in this pass; null: none. */
  private luck: readonly (readonly number[])[] | null = null

  constructor(ground: Ground, counts: readonly number[], tools: Tools) {
    this.ground = ground
    this.random = tools.random
    this.choices = tools.choices
    this.left = [...counts]
    const { dx, dy, dz } = ground.hull
    this.spaces = [{ x: 0, y: 0, z: 0, X: dx, Y: dy, Z: dz }]
    this.least = this.smallest()
  }

  /** Puts in as many pieces as the rule finds room for. @param all gives up once something cannot come in. */
  fill(rule: Rule, all = false): void {
    this.luck = this.drawLuck(rule.noise)
    const wanted: Wanted = {
      ...{ ground: this.ground, rule, choices: this.choices },
      ...{ space: nothing, kind: noKind, way: noWay, most: 0, luck: 1 },
    }
    if (rule.by === 'room') this.fillRooms(wanted, all)
    else this.fillThings(wanted, all)
  }

  /** More to be put in, after what is in. */
  add(counts: readonly number[]): void {
    counts.forEach((count, at) => {
      this.left[at] = (this.left[at] ?? 0) + count
    })
    this.least = this.smallest()
  }

  private fillRooms(wanted: Wanted, all: boolean): void {
    const passed: Space[] = []
    for (;;) {
      const space = nextRoom(this.spaces, wanted.rule, this.ground.hull)
      if (!space) break
      wanted.space = space
      wanted.choices.clear()
      for (const kind of this.ground.kinds) this.offer(wanted, kind)
      const block = this.place(wanted)
      if (block) {
        this.put(block)
        continue
      }
      passed.push(space)
      this.spaces.splice(this.spaces.indexOf(space), 1)
      if (all && !this.allHaveRoom()) break
    }
    this.spaces.push(...passed)
  }

  /** Whether each kind that is left fits into some room, seen alone. */
  private allHaveRoom(): boolean {
    for (const kind of this.ground.kinds)
      if ((this.left[kind.at] ?? 0) > 0 && !this.spaces.some((space) => goesInto(kind, space)))
        return false
    return true
  }

  /** One number for each kind and way: chance that stays the same through a pass. */
  private drawLuck(noise: number): readonly (readonly number[])[] | null {
    if (noise === 0) return null
    return this.ground.kinds.map((kind) => kind.ways.map(() => 1 + noise * (this.random() - 0.5)))
  }

  private offer(wanted: Wanted, kind: Kind): void {
    const most = this.most(kind)
    if (most === 0) return
    wanted.kind = kind
    wanted.most = most
    const luck = this.luck?.[kind.at]
    for (let at = 0; at < kind.ways.length; at++) {
      const way = kind.ways[at]
      if (!way) continue
      wanted.way = way
      wanted.luck = luck?.[at] ?? 1
      offerBlocks(wanted)
    }
  }

  /** Pieces of a kind that may still come in, by count, weight and company. */
  private most(kind: Kind): number {
    const count = this.left[kind.at] ?? 0
    if (count === 0) return 0
    if (this.ground.choosy && !this.agrees(kind)) return 0
    if (kind.grams === 0) return count
    const light = Math.floor((this.ground.hull.grams - this.grams) / kind.grams)
    return Math.max(0, Math.min(count, light))
  }

  private agrees(kind: Kind): boolean {
    return (
      (kind.apart === '' || this.apart === '' || kind.apart === this.apart) &&
      (kind.hazmat === '' || this.hazmat === '' || kind.hazmat === this.hazmat)
    )
  }

  /** Takes the best choice that stands safely in one of the room's corners. */
  private place(wanted: Wanted): Block | null {
    for (;;) {
      const best = wanted.choices.best()
      if (!best) return null
      const block = this.stand(best, wanted.space, wanted.rule)
      if (block) return block
      wanted.choices.drop(best)
    }
  }

  /** The block in the room's corner nearest to the carton's own, or in another one where it is supported. */
  private stand({ kind, way, nx, ny, nz }: Choice, space: Space, rule: Rule): Block | null {
    const bx = nx * way.dx
    const by = ny * way.dy
    const { hull, support, crushable } = this.ground
    const { z } = space
    const Z = z + stackHeight(kind, way, nz)
    const right = rule.room === 'corner' && hull.dx - space.X < space.x
    const back = rule.room === 'corner' && hull.dy - space.Y < space.y
    for (let corner = 0; corner < 4; corner++) {
      const x = ((corner & 2) === 0) !== right ? space.x : space.X - bx
      const y = ((corner & 1) === 0) !== back ? space.y : space.Y - by
      const block: Block = {
        ...{ kind, way, nx, ny, nz, pieces: nx * ny * nz },
        ...{ x, y, z, X: x + bx, Y: y + by, Z },
      }
      const bearable = !crushable || isBearable(this.blocks, block)
      if (bearable && isSupported(this.blocks, block, support)) return block
    }
    return null
  }

  private put(block: Block): void {
    const { kind, pieces } = block
    this.blocks.push(block)
    const left = (this.left[kind.at] ?? 0) - pieces
    this.left[kind.at] = left
    this.grams += kind.grams * pieces
    this.volume += (block.X - block.x) * (block.Y - block.y) * (block.Z - block.z)
    this.pieces += pieces
    if (kind.apart !== '') this.apart = kind.apart
    if (kind.hazmat !== '') this.hazmat = kind.hazmat
    if (left === 0) this.least = this.smallest()
    this.spaces = without(this.spaces, block, this.least)
  }

  private smallest(): Smallest {
    let across = Number.POSITIVE_INFINITY
    let high = Number.POSITIVE_INFINITY
    for (const kind of this.ground.kinds) {
      if ((this.left[kind.at] ?? 0) === 0) continue
      for (const way of kind.ways) {
        if (way.dx < across) across = way.dx
        if (way.dy < across) across = way.dy
        if (way.dz < high) high = way.dz
      }
    }
    return { across, high }
  }

  private fillThings(wanted: Wanted, all: boolean): void {
    const { thing, noise } = wanted.rule
    const order = this.ground.kinds
      .filter((kind) => (this.left[kind.at] ?? 0) > 0)
      .map((kind) => ({
        kind,
        key: thingKey(kind, thing) * (noise === 0 ? 1 : 1 + noise * (this.random() - 0.5)),
      }))
      .sort((a, b) => b.key - a.key)
    for (const { kind } of order) {
      while (this.putBest(kind, wanted));
      if (all && (this.left[kind.at] ?? 0) > 0) return
    }
  }

  /** Lays the thing into the first room, in the rule's order, that takes it. */
  private putBest(kind: Kind, wanted: Wanted): boolean {
    if (this.most(kind) === 0) return false
    const { hull } = this.ground
    let past = Number.NEGATIVE_INFINITY
    let pastAt = -1
    for (;;) {
      let room: Space | null = null
      let roomAt = -1
      let least = Number.POSITIVE_INFINITY
      for (let at = 0; at < this.spaces.length; at++) {
        const space = this.spaces[at]
        if (!space || !goesInto(kind, space)) continue
        const key = roomKey(space, wanted.rule, hull)
        const later = key > past || (key === past && at > pastAt)
        if (!later || key >= least) continue
        least = key
        room = space
        roomAt = at
      }
      if (!room) return false
      wanted.space = room
      wanted.choices.clear()
      this.offer(wanted, kind)
      const block = this.place(wanted)
      if (block) {
        this.put(block)
        return true
      }
      past = least
      pastAt = roomAt
    }
  }
}

const goesInto = (kind: Kind, space: Space): boolean => {
  const dx = space.X - space.x
  const dy = space.Y - space.y
  const dz = space.Z - space.z
  for (const way of kind.ways) if (way.dx <= dx && way.dy <= dy && way.dz <= dz) return true
  return false
}
