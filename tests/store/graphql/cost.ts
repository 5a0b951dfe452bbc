/**
 * Calculated query cost. Shopify publishes: scalar 0, object 1, mutation 10, connections by their
 * size; what it really charges for connections grows more slowly than their size. The curve runs
 * through recorded costs of scalar nodes (first: 1 -> 3, 5 -> 5, 10 -> 6, 20 -> 7, 250 -> 13) and
 * gives 17 for 50 nodes with one nested object each, as recorded.
 */

export interface CostNode {
  readonly key: string
  readonly kind: 'object' | 'connection' | 'mutation' | 'free'
  /** Page size from the document: a number, a variable's name, or unknown. */
  readonly size: number | { readonly variable: string; readonly otherwise: number | null } | null
  readonly children: readonly CostNode[]
  /** Selections under a type condition: only the dearest type is charged. */
  readonly variants: readonly (readonly CostNode[])[]
}

export const singleQueryLimit = 1000
const mutationCost = 10
const connectionBase = 2

const curve = [
  [1, 1],
  [5, 3],
  [10, 4],
  [20, 5],
  [250, 11],
] as const

/** How many nodes a page of this size is charged as. */
export function weightOf(size: number): number {
  if (size <= 0) return 0
  let [fromSize, fromWeight]: readonly [number, number] = curve[0]
  for (const [toSize, toWeight] of curve) {
    if (size <= toSize) {
      if (toSize === fromSize) return toWeight
      const part = Math.log(size / fromSize) / Math.log(toSize / fromSize)
      return fromWeight + part * (toWeight - fromWeight)
    }
    fromSize = toSize
    fromWeight = toWeight
  }
  return fromWeight + (size - fromSize) / 40
}

type Variables = Readonly<Record<string, unknown>>

function sizeOf(node: CostNode, variables: Variables): number {
  if (node.size === null) return 0
  if (typeof node.size === 'number') return node.size
  const given = variables[node.size.variable]
  return typeof given === 'number' ? given : (node.size.otherwise ?? 0)
}

/** What the document may cost at most: charged before it runs. */
export function requestedCost(nodes: readonly CostNode[], variables: Variables): number {
  return Math.ceil(requestedSum(nodes, [], variables, false))
}

function requestedSum(
  nodes: readonly CostNode[],
  variants: CostNode['variants'],
  variables: Variables,
  inMutation: boolean,
): number {
  let total = 0
  for (const node of nodes) total += requestedOf(node, variables, inMutation)
  let dearest = 0
  for (const variant of variants) {
    dearest = Math.max(dearest, requestedSum(variant, [], variables, inMutation))
  }
  return total + dearest
}

function requestedOf(node: CostNode, variables: Variables, inMutation: boolean): number {
  const within = (mutation: boolean) =>
    requestedSum(node.children, node.variants, variables, mutation)
  switch (node.kind) {
    case 'free':
      return within(inMutation)
    case 'object':
      return (inMutation ? 0 : 1) + within(inMutation)
    case 'mutation':
      return mutationCost + within(true)
    case 'connection':
      return connectionBase + weightOf(sizeOf(node, variables)) * (1 + within(false))
  }
}

/** What it did cost: the same sums over what came back. */
export function actualCost(nodes: readonly CostNode[], data: unknown): number {
  return Math.ceil(actualSum(nodes, data, false))
}

function actualSum(nodes: readonly CostNode[], data: unknown, inMutation: boolean): number {
  let total = 0
  for (const node of nodes) total += actualOf(node, read(data, node.key), inMutation)
  return total
}

const read = (data: unknown, key: string): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined

function actualOf(node: CostNode, value: unknown, inMutation: boolean): number {
  if (value === null || value === undefined) return node.kind === 'mutation' ? mutationCost : 0
  const within = (of: unknown, mutation: boolean) =>
    actualSum(node.children, of, mutation) +
    node.variants.reduce((sum, variant) => sum + actualSum(variant, of, mutation), 0)
  if (Array.isArray(value) && node.kind !== 'connection') {
    return value.length === 0 ? 0 : (inMutation ? 0 : 1) + within(value[0], inMutation)
  }
  switch (node.kind) {
    case 'free':
      return within(value, inMutation)
    case 'object':
      return (inMutation ? 0 : 1) + within(value, inMutation)
    case 'mutation':
      return mutationCost + within(value, true)
    case 'connection':
      return connectionActual(value, (one) => within(one, false))
  }
}

function connectionActual(value: unknown, within: (node: unknown) => number): number {
  const rows = rowsOf(value)
  if (rows.length === 0) return connectionBase
  let inner = 0
  for (const row of rows) inner += 1 + within(row)
  return connectionBase + (weightOf(rows.length) * inner) / rows.length
}

function rowsOf(connection: unknown): readonly unknown[] {
  const nodes = read(connection, 'nodes')
  if (Array.isArray(nodes)) return nodes
  const edges = read(connection, 'edges')
  return Array.isArray(edges) ? edges.map((edge) => read(edge, 'node')) : []
}
