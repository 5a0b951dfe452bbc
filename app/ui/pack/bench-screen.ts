import type { DifferenceField } from '../../journey/difference.ts'

/** A line at the bench. */
export interface ShownLine {
  readonly id: string
  readonly title: string
  readonly variant: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly imageUrl: string | null
  readonly wishes: readonly string[]
  readonly quantity: number
  readonly packed: number
  /** It has no code to scan: a press says that it is in. */
  readonly byHand: boolean
}

/** Something that comes into the parcel beside the goods. */
export interface ShownExtra {
  readonly ruleId: string
  readonly name: string
  readonly kind: 'material' | 'insert' | 'gift_card'
  readonly quantity: number
  /** What is scanned; empty: it is ticked. */
  readonly code: string
  readonly must: boolean
  readonly isIn: boolean
}

export interface ShownAdvice {
  /** What is suggested for the first parcel; null: nothing, or its own packaging. */
  readonly cartonId: string | null
  /** For every parcel. */
  readonly cartons: readonly (string | null)[]
  readonly words: string
}

export interface ShownStep {
  readonly title: string
  readonly sku: string | null
  readonly imageUrl: string | null
  readonly pieces: number
  readonly lies: 'as_usual' | 'on_its_side' | 'on_its_end'
  readonly where: string
  readonly bodies: readonly Body[]
}

type Sides = readonly [number, number, number]
export interface Body {
  readonly at: Sides
  readonly size: Sides
}

/** A parcel of the plan: its carton and how the things come into it, step by step. */
export interface ShownParcel {
  readonly name: string
  readonly inner: Sides
  readonly steps: readonly ShownStep[]
}

/** A shipment at the bench; made on the server, the same after each scan. */
export interface BenchScreen {
  readonly id: string
  readonly orderId: string
  readonly orderName: string
  readonly number: string
  readonly pickup: boolean
  readonly state: string
  readonly tote: string | null
  /** Milliseconds; the newer of two screens is the true one. */
  readonly stamp: number
  readonly lines: readonly ShownLine[]
  readonly packed: number
  readonly pieces: number
  /** Somebody else who has it at the bench. */
  readonly packer: string | null
  readonly override: { readonly by: string; readonly reason: string } | null
  readonly note: string | null
  readonly departmentNotes: readonly string[]
  readonly undecided: readonly DifferenceField[]
  readonly holds: readonly string[]
  readonly cartons: readonly {
    readonly id: string
    readonly label: string
    readonly emptyGrams: number
  }[]
  readonly advice: ShownAdvice
  /** Things without a size: asked for once. */
  readonly unmeasured: readonly { readonly id: string; readonly title: string }[]
  readonly plan: readonly ShownParcel[]
  /** Without the carton; null when a weight is not known. */
  readonly goodsGrams: number | null
  readonly toleranceGrams: number
  /** Ids of its photos. */
  readonly photos: readonly string[]
  /** Must the scale say what it weighs? */
  readonly weighEvery: boolean
  readonly extras: readonly ShownExtra[]
  readonly isGift: boolean
  readonly giftTexts: readonly string[]
}

interface Bench {
  readonly shipment: {
    readonly id: string
    readonly orderId: string
    readonly orderName: string
    readonly number: string
    readonly kind: string
    readonly state: string
    readonly tote: string | null
    readonly overrideReason: string | null
    readonly lines: readonly {
      readonly id: string
      readonly title: string
      readonly variantTitle: string | null
      readonly sku: string | null
      readonly barcode: string | null
      readonly imageUrl: string | null
      readonly wishes: readonly string[]
      readonly quantity: number
      readonly packed: number
    }[]
  }
  readonly cartons: readonly Carton[]
  readonly advice: Advice
  readonly goodsGrams: number | null
  readonly note: string | null
  readonly departmentNotes: readonly string[]
  readonly undecided: readonly DifferenceField[]
  readonly holds: readonly string[]
  readonly photos: readonly string[]
  readonly weighEvery: boolean
  readonly extras: readonly (ShownExtra & { readonly sku: string })[]
  readonly isGift: boolean
  readonly giftTexts: readonly string[]
}
interface Carton {
  readonly id: string
  readonly name: string
  readonly inner: Sides
  readonly emptyGrams: number
}
interface Learned {
  readonly cartons: readonly string[]
  readonly times: number
}
interface Step {
  readonly goods: string
  readonly pieces: number
  readonly lies: ShownStep['lies']
  readonly where: string
  readonly bodies: readonly Body[]
}
type Advice =
  | {
      readonly kind: 'plan'
      readonly parcels: readonly {
        readonly cartonId: string | null
        readonly name: string
        readonly inner: Sides
        readonly steps: readonly Step[]
      }[]
      readonly words: string
      readonly learned: Learned | null
    }
  | {
      readonly kind: 'unmeasured'
      readonly lines: readonly { readonly id: string; readonly title: string }[]
      readonly learned: Learned | null
    }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'no_answer' | 'none' }

export function benchScreen(
  bench: Bench,
  more: {
    readonly packer: string | null
    readonly overrideBy: string | null
    readonly toleranceGrams: number
    readonly stamp: number
  },
): BenchScreen {
  const { shipment, cartons, goodsGrams, note, departmentNotes, undecided, holds, photos } = bench
  const { weighEvery, extras, isGift, giftTexts } = bench
  const { id, orderId, orderName, number, state, tote } = shipment
  const sum = (of: (line: { quantity: number; packed: number }) => number) =>
    shipment.lines.reduce((total, line) => total + of(line), 0)
  return {
    ...{ id, orderId, orderName, number, state, tote, goodsGrams, note },
    ...{ departmentNotes, undecided, holds, photos },
    ...{ weighEvery, isGift, giftTexts },
    extras: extras.map((one) => ({ ...one, code: one.code || one.sku })),
    pickup: shipment.kind === 'pickup',
    stamp: more.stamp,
    toleranceGrams: more.toleranceGrams,
    packer: more.packer,
    override:
      more.overrideBy === null
        ? null
        : { by: more.overrideBy, reason: shipment.overrideReason ?? '' },
    lines: shipment.lines.map((line) => ({
      id: line.id,
      title: line.title,
      variant: line.variantTitle,
      sku: line.sku,
      barcode: line.barcode,
      imageUrl: line.imageUrl,
      wishes: line.wishes,
      quantity: line.quantity,
      packed: line.packed,
      byHand: !line.sku && !line.barcode,
    })),
    packed: sum((line) => line.packed),
    pieces: sum((line) => line.quantity),
    cartons: cartons.map((carton) => ({
      id: carton.id,
      label: `${carton.name} (${carton.inner.map((mm) => mm / 10).join(' × ')} cm)`,
      emptyGrams: carton.emptyGrams,
    })),
    advice: adviceOf(bench),
    unmeasured: bench.advice.kind === 'unmeasured' ? bench.advice.lines : [],
    plan: planOf(bench),
  }
}

function planOf({ advice, shipment }: Bench): readonly ShownParcel[] {
  if (advice.kind !== 'plan') return []
  return advice.parcels.map(({ name, inner, steps }) => ({
    name,
    inner,
    steps: steps.map(({ goods, ...step }) => {
      const line = shipment.lines.find((one) => one.id === goods)
      const title = [line?.title ?? '', line?.variantTitle ?? ''].filter(Boolean).join(', ')
      return { ...step, title, sku: line?.sku ?? null, imageUrl: line?.imageUrl ?? null }
    }),
  }))
}

function adviceOf({ advice, cartons }: Bench): ShownAdvice {
  const none = { cartonId: null, cartons: [null] }
  const idOf = (name: string) => cartons.find((one) => one.name === name)?.id ?? null
  const taken = (learned: Learned, why: string): ShownAdvice => {
    const ids = learned.cartons.map(idOf)
    const often = learned.times > 1 ? `the last ${learned.times} times` : 'last time'
    const words = `Suggested: ${learned.cartons.join(' + ')}. Packers took it ${often}${why}`
    return { cartonId: ids[0] ?? null, cartons: ids, words }
  }
  switch (advice.kind) {
    case 'plan': {
      const names = advice.parcels.map((one) => one.name).join(' + ')
      if (advice.learned) return taken(advice.learned, `; planned would be ${names}.`)
      const ids = advice.parcels.map((one) => one.cartonId)
      const words = `Suggested: ${names}. ${advice.words}`
      return { cartonId: ids[0] ?? null, cartons: ids, words }
    }
    case 'unmeasured':
      if (advice.learned) return taken(advice.learned, '; some things have no size yet.')
      return {
        ...none,
        words: `${advice.lines.length} things have no size yet: measure them, or choose by eye`,
      }
    case 'refused':
      return { ...none, words: advice.words }
    case 'no_answer':
      return { ...none, words: 'The planner gave no answer: choose by eye' }
    case 'none':
      return { ...none, words: '' }
  }
}
