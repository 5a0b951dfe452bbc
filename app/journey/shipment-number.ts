/** The running number after those an order's shipments have: `#1001-1`, `#1001-2` give `#1001-3`. */
export function nextShipmentNumber(orderName: string, numbers: readonly string[]): string {
  const used = numbers.map((number) => Number(/-(\d+)$/.exec(number)?.[1] ?? 0))
  return `${orderName}-${Math.max(0, ...used) + 1}`
}
