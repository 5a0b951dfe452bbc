import type { Random } from './random.ts'
import type { SeedOrder } from './shapes.ts'

type Later = SeedOrder['later'][number]
type Line = SeedOrder['lines'][number]

/** Another quantity for one line; the order never becomes empty. */
function edit(random: Random, lines: readonly Line[]): Later {
  const line = random.int(0, lines.length - 1)
  const quantity = lines[line]?.quantity ?? 1
  const fewer = quantity > 1 || lines.length > 1 ? quantity - 1 : quantity + 1
  const to = random.chance(0.5) ? fewer : quantity + random.int(1, 2)
  return { kind: 'edit_quantity', line, to, afterMs: random.int(4_000, 40_000) }
}

/** A refund of some pieces, never of all of them; null for an order of one piece. */
function partialRefund(random: Random, lines: readonly Line[]): Later | null {
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  if (pieces < 2) return null
  const line = random.int(0, lines.length - 1)
  const most = Math.min(lines[line]?.quantity ?? 1, pieces - 1)
  return {
    kind: 'refund_line',
    line,
    quantity: random.int(1, most),
    afterMs: random.int(5_000, 60_000),
  }
}

/** What happens to an order after it was placed: mostly nothing. */
export function drawLater(random: Random, lines: readonly Line[]): SeedOrder['later'] {
  const kind = random.weighted([
    [88, 'nothing'],
    [4, 'edit'],
    [4, 'refund'],
    [4, 'cancel'],
  ] as const)
  if (kind === 'nothing') return []
  if (kind === 'edit') return [edit(random, lines)]
  if (kind === 'cancel') return [{ kind: 'cancel', afterMs: random.int(2_000, 30_000) }]
  const refund = partialRefund(random, lines)
  return refund ? [refund] : []
}
