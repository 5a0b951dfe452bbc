import type { BatchProblem } from './problem.ts'

/** More orders are not joined in one plan: a wave of them is released first. */
export const mostOrders = 1_500

export type BatchFault =
  | { readonly kind: 'no_orders' }
  | { readonly kind: 'too_many_orders'; readonly orders: number; readonly most: number }
  /** A cart that holds nothing. */
  | { readonly kind: 'bad_limit'; readonly limit: number }
  /** Indices of orders: a load below nothing or no number; a load above what a cart holds. */
  | { readonly kind: 'bad_load' | 'larger_than_cart'; readonly orders: readonly number[] }

/** What is wrong with a problem, before any work is done on it. */
export function decideProblem(
  problem: Pick<BatchProblem, 'orders' | 'limits' | 'loads'>,
): readonly BatchFault[] {
  const { orders, limits, loads } = problem
  if (orders === 0) return [{ kind: 'no_orders' }]
  if (orders > mostOrders) return [{ kind: 'too_many_orders', orders, most: mostOrders }]
  const kinds = limits.length
  const hit = (is: (load: number, kind: number) => boolean) =>
    Array.from({ length: orders }, (_, order) => order).filter((order) =>
      limits.some((_, kind) => is(loads[order * kinds + kind] ?? Number.NaN, kind)),
    )
  const bad = hit((load) => !(load >= 0 && Number.isFinite(load)))
  const large = hit((load, kind) => load > (limits[kind] ?? 0))
  return [
    ...limits
      .filter((limit) => !(limit > 0 && Number.isFinite(limit)))
      .map((limit) => ({ kind: 'bad_limit', limit }) as const),
    ...(bad.length > 0 ? [{ kind: 'bad_load', orders: bad } as const] : []),
    ...(large.length > 0 ? [{ kind: 'larger_than_cart', orders: large } as const] : []),
  ]
}

/** For whoever made the problem. */
export function batchFaultWords(fault: BatchFault): string {
  const named = (orders: readonly number[]) => orders.slice(0, 3).join(', ')
  switch (fault.kind) {
    case 'no_orders':
      return 'no orders'
    case 'too_many_orders':
      return `${fault.orders} orders are too many for one plan (${fault.most} at most)`
    case 'bad_limit':
      return `a cart cannot hold ${fault.limit}`
    case 'bad_load':
      return `the load of order ${named(fault.orders)} is below nothing or no number`
    case 'larger_than_cart':
      return `order ${named(fault.orders)} is larger than the cart`
  }
}
