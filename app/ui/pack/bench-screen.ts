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
  readonly cartons: readonly {
    readonly id: string
    readonly label: string
    readonly emptyGrams: number
  }[]
  readonly advice: { readonly cartonId: string | null; readonly words: string }
  /** Without the carton; null when a weight is not known. */
  readonly goodsGrams: number | null
  readonly toleranceGrams: number
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
  readonly advice:
    | { readonly kind: 'carton'; readonly carton: Carton }
    | { readonly kind: 'unmeasured'; readonly count: number }
    | { readonly kind: 'too_big' }
  readonly goodsGrams: number | null
  readonly note: string | null
}
interface Carton {
  readonly id: string
  readonly name: string
  readonly size: readonly [number, number, number]
  readonly emptyGrams: number
}

export function benchScreen(
  bench: Bench,
  more: {
    readonly packer: string | null
    readonly overrideBy: string | null
    readonly toleranceGrams: number
    readonly stamp: number
  },
): BenchScreen {
  const { shipment, cartons, goodsGrams, note } = bench
  const { id, orderId, orderName, number, state, tote } = shipment
  const sum = (of: (line: { quantity: number; packed: number }) => number) =>
    shipment.lines.reduce((total, line) => total + of(line), 0)
  return {
    ...{ id, orderId, orderName, number, state, tote, goodsGrams, note },
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
      label: `${carton.name} (${carton.size.map((mm) => mm / 10).join(' × ')} cm)`,
      emptyGrams: carton.emptyGrams,
    })),
    advice: adviceOf(bench),
  }
}

function adviceOf({ advice }: Bench): BenchScreen['advice'] {
  switch (advice.kind) {
    case 'carton':
      return { cartonId: advice.carton.id, words: `Suggested: ${advice.carton.name}` }
    case 'unmeasured':
      return {
        cartonId: null,
        words: `${advice.count} pieces have no size yet: choose by eye`,
      }
    case 'too_big':
      return { cartonId: null, words: 'Too much for one carton' }
  }
}
