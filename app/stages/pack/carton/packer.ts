import type { Block } from './block.ts'
import { Choices } from './choose.ts'
import { exactFit, exactUpTo } from './exact-fit.ts'
import { type Ground, groundOf, type Hull } from './ground.ts'
import type { Kind } from './kinds.ts'
import { Load, type Tools } from './load.ts'
import { type Rule, ruleAt } from './rule.ts'

/** A carton, or a mailer filled to one thickness, as the packer sees it. */
export interface Box {
  readonly at: number
  /** Its carton's place in the list: the stock on hand is the carton's. */
  readonly carton: number
  readonly hull: Hull
  /** Inner volume, as plans count it. */
  readonly volume: number
  /** What goods may take up of it. */
  readonly room: number
  /** A mailer: nothing dangerous goes into it. */
  readonly soft: boolean
}

export interface Filled {
  readonly box: Box
  readonly blocks: readonly Block[]
  readonly grams: number
  readonly volume: number
  readonly counts: readonly number[]
}

export interface Task {
  readonly kinds: readonly Kind[]
  /** Smallest first. */
  readonly boxes: readonly Box[]
  readonly support: number
  /** When to stop looking for better; a plan is there all the same. */
  readonly isOver: () => boolean
}

export type Counts = readonly number[]
export const isEmpty = (counts: Counts): boolean => counts.every((count) => count === 0)
export const minus = (counts: Counts, taken: Counts): number[] =>
  counts.map((count, at) => count - (taken[at] ?? 0))

/** Fills boxes with the task's things; keeps what is worked out once for a box. */
export class Packer {
  readonly task: Task
  private readonly tools: Tools
  private readonly grounds = new Map<number, Ground>()

  constructor(task: Task, random: () => number) {
    this.task = task
    this.tools = { random, choices: new Choices() }
  }

  private ground(box: Box): Ground {
    let ground = this.grounds.get(box.at)
    if (!ground) {
      ground = groundOf(
        box.hull,
        box.soft ? this.task.kinds.filter((kind) => kind.hazmat === '') : this.task.kinds,
        this.task.support,
      )
      this.grounds.set(box.at, ground)
    }
    return ground
  }

  grams(counts: Counts): number {
    let total = 0
    for (const kind of this.task.kinds) total += kind.grams * (counts[kind.at] ?? 0)
    return total
  }

  volume(counts: Counts): number {
    let total = 0
    for (const kind of this.task.kinds) total += this.volumeOf(kind, counts[kind.at] ?? 0)
    return total
  }

  /** Pieces put into each other take the first one's room and a little more each. */
  private volumeOf(kind: Kind, count: number): number {
    if (kind.nest === 0 || count === 0) return kind.volume * count
    const high = kind.ways[0]?.dz ?? 1
    return (kind.volume / high) * (high + (count - 1) * Math.min(high, kind.nest))
  }

  /** One pass: as much as goes in, `must` before the rest. Null when not all that must came in. */
  fill(box: Box, counts: Counts, rule: Rule, must: Counts = []): Filled | null {
    const first = must.length > 0
    const load = new Load(this.ground(box), first ? must : counts, this.tools)
    load.fill(rule, first)
    if (first) {
      if (!isEmpty(load.left)) return null
      load.add(minus(counts, must))
      load.fill(rule)
    }
    return load.volume > box.room ? null : this.filled(box, load, counts)
  }

  private filled(box: Box, load: Load, counts: Counts): Filled {
    const { blocks, grams, volume } = load
    return { box, blocks, grams, volume, counts: minus(counts, load.left) }
  }

  /** Whether nothing speaks against all of it in the box before it is tried. */
  mayHold(box: Box, counts: Counts): boolean {
    if (this.volume(counts) > box.room || this.grams(counts) > box.hull.grams) return false
    const { dx, dy, dz } = box.hull
    let stacked = 0
    for (const kind of this.task.kinds) {
      const count = counts[kind.at] ?? 0
      if (count === 0) continue
      const ways = kind.ways.filter((way) => way.dx <= dx && way.dy <= dy && way.dz <= dz)
      if (ways.length === 0) return false
      // Two things that each reach past the middle both ways cannot lie side by side: their heights add up.
      if (kind.nest === 0 && ways.every((way) => 2 * way.dx > dx && 2 * way.dy > dy))
        stacked += count * Math.min(...ways.map((way) => way.dz))
    }
    return stacked <= dz && this.agree(counts, box.soft)
  }

  /** Whether these things may share a box at all. */
  private agree(counts: Counts, soft: boolean): boolean {
    let pieces = 0
    let alone = false
    const words = { apart: '', hazmat: '' }
    for (const kind of this.task.kinds) {
      const count = counts[kind.at] ?? 0
      if (count === 0) continue
      pieces += count
      alone ||= kind.alone
      if (soft && kind.hazmat !== '') return false
      if (clashes(words, kind)) return false
      words.apart ||= kind.apart
      words.hazmat ||= kind.hazmat
    }
    return !alone || pieces === 1
  }

  /** All of it in one box, if one of the passes finds room. */
  all(box: Box, counts: Counts, from: number, to: number): Filled | null {
    if (!this.mayHold(box, counts)) return null
    let pieces = 0
    for (const count of counts) pieces += count
    for (let pass = from; pass < to; pass++) {
      if (pass > 0 && this.task.isOver()) return null
      const load = new Load(this.ground(box), counts, this.tools)
      load.fill(ruleAt(pass), true)
      if (load.pieces === pieces) return this.filled(box, load, counts)
    }
    return null
  }

  /** Few pieces: every way to lay them is looked through. `unsure`: the steps ran out, or there are too many. */
  exactly(box: Box, counts: Counts, steps: number): Filled | 'none' | 'unsure' {
    if (!this.mayHold(box, counts)) return 'none'
    let pieces = 0
    for (const count of counts) pieces += count
    if (pieces > exactUpTo) return 'unsure'
    const blocks = exactFit(this.ground(box), counts, steps)
    if (blocks === 'none' || blocks === 'unsure') return blocks
    return { box, blocks, counts, grams: this.grams(counts), volume: this.volume(counts) }
  }
}

const clashes = (words: { apart: string; hazmat: string }, kind: Kind): boolean =>
  (words.apart !== '' && kind.apart !== '' && words.apart !== kind.apart) ||
  (words.hazmat !== '' && kind.hazmat !== '' && words.hazmat !== kind.hazmat)
