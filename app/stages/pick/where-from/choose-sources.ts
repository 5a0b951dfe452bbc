import { accept, type Outcome } from '../../../kernel/outcome.ts'
import { seeded } from '../seeded.ts'
import {
  type Choice,
  choicesOf,
  type Need,
  type Source,
  type SourceRefusal,
  type SourceRules,
  type Take,
  takesOf,
} from './sources.ts'

/** The length of the walk to these bins, in any one unit. */
export type LengthOfBins = (bins: readonly string[]) => number

export interface Chosen {
  readonly takes: readonly Take[]
  readonly length: number
}

/** Rounds of taking bins out and filling up again. */
const rounds = 60

/**
 * Which bins to take the goods from, so that the walk to all of them is short: the bin that lengthens the
 * walk least, again and again, then bins left out that are not needed, then bins taken out and replaced for
 * as long as it helps. The same seed gives the same answer.
 */
export function chooseSources(
  needs: readonly Need[],
  sources: readonly Source[],
  how: SourceRules & { readonly lengthOf: LengthOfBins; readonly seed?: number },
): Outcome<Chosen, SourceRefusal> {
  const answer = choicesOf(needs, sources, how)
  if (!answer.ok) return answer
  const search = new BinSearch(answer.value, how.lengthOf)
  const random = seeded(how.seed ?? 1).unit
  let best = search.filled(search.fixed, random, 0)
  let length = search.lengthOf(best)
  for (let round = 0; round < rounds && best.size > search.fixed.size; round++) {
    const share = 0.1 + 0.6 * random()
    const kept = new Set([...best].filter((bin) => search.fixed.has(bin) || random() >= share))
    const next = search.filled(kept, random, round % 2 === 0 ? 0 : 0.3)
    const nextLength = search.lengthOf(next)
    if (nextLength > length || (nextLength === length && next.size >= best.size)) continue
    best = next
    length = nextLength
  }
  const takes = takesOf(answer.value, best)
  return accept({ takes, length: search.lengthOf(new Set(takes.map((take) => take.bin))) })
}

class BinSearch {
  readonly fixed: ReadonlySet<string>
  readonly #choices: readonly Choice[]
  readonly #measure: LengthOfBins
  readonly #known = new Map<string, number>()
  readonly #free: readonly string[]

  constructor(choices: readonly Choice[], measure: LengthOfBins) {
    this.#choices = choices
    this.#measure = measure
    this.fixed = new Set(choices.flatMap((one) => one.fixed.map((source) => source.bin)))
    this.#free = [...new Set(choices.flatMap((one) => one.free.map((source) => source.bin)))]
      .filter((bin) => !this.fixed.has(bin))
      .toSorted()
  }

  lengthOf(bins: ReadonlySet<string>): number {
    const list = [...bins].toSorted()
    const key = list.join('\n')
    const known = this.#known.get(key) ?? this.#measure(list)
    this.#known.set(key, known)
    return known
  }

  /** Bins added until everything is there, then those left out that are not needed. @param noise 0: none. */
  filled(from: ReadonlySet<string>, random: () => number, noise: number): ReadonlySet<string> {
    const bins = new Set(from)
    for (
      let next = this.#nextBin(bins, random, noise);
      next;
      next = this.#nextBin(bins, random, noise)
    )
      bins.add(next)
    return this.#thinned(bins)
  }

  /** The bin with the least added walk for each piece of use; null when nothing is missing. */
  #nextBin(bins: ReadonlySet<string>, random: () => number, noise: number): string | null {
    const missing = this.#missing(bins)
    if (missing.size === 0) return null
    const length = this.lengthOf(bins)
    let best: string | null = null
    let least = Number.POSITIVE_INFINITY
    for (const bin of this.#free) {
      const use = bins.has(bin) ? 0 : this.#brings(bin, missing)
      if (use === 0) continue
      const added = this.lengthOf(new Set([...bins, bin])) - length
      const cost = ((added + 1) / use) * (1 + noise * (2 * random() - 1))
      if (cost >= least) continue
      best = bin
      least = cost
    }
    return best
  }

  #missing(bins: ReadonlySet<string>): ReadonlyMap<string, number> {
    const missing = new Map<string, number>()
    for (const { item, open, free } of this.#choices) {
      const held = free.reduce((sum, one) => sum + (bins.has(one.bin) ? one.quantity : 0), 0)
      if (held < open) missing.set(item, open - held)
    }
    return missing
  }

  /** How much of what is missing a bin brings, each item counting as one. */
  #brings(bin: string, missing: ReadonlyMap<string, number>): number {
    let use = 0
    for (const { item, free, open } of this.#choices) {
      const wanted = missing.get(item) ?? 0
      if (wanted === 0) continue
      for (const one of free) if (one.bin === bin) use += Math.min(one.quantity, wanted) / open
    }
    return use
  }

  #thinned(bins: Set<string>): ReadonlySet<string> {
    for (;;) {
      let best: string | null = null
      let least = Number.POSITIVE_INFINITY
      for (const bin of bins) {
        if (this.fixed.has(bin)) continue
        const without = new Set([...bins].filter((one) => one !== bin))
        if (this.#missing(without).size > 0) continue
        const length = this.lengthOf(without)
        if (length < least) {
          best = bin
          least = length
        }
      }
      if (best === null) return bins
      bins.delete(best)
    }
  }
}
