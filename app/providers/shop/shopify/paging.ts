import { StoreRefused, unreadable } from './faults.ts'
import type { Page } from './shapes.ts'

/** All nodes of a connection: the first page is there already, the others are asked for in turn. */
export async function everyNode<Node>(
  first: Page<Node>,
  more: (after: string) => Promise<Page<Node>>,
): Promise<readonly Node[]> {
  const nodes = [...first.nodes]
  for (let { next } = first; next !== null; ) {
    const page = await more(next)
    nodes.push(...page.nodes)
    next = page.next
  }
  return nodes
}

/**
 * The nodes of a page that is taken to be the only one.
 * @throws ProviderAnswerUnreadable when there are more: half a list must not look like a whole one.
 */
export function onlyPage<Node>(what: string, page: Page<Node>): readonly Node[] {
  if (page.next !== null) throw unreadable(`${what}: more than ${page.nodes.length}`)
  return page.nodes
}

/** @throws ProviderRefused when the store has no such thing. */
export function found<Thing>(thing: Thing | null, what: string): Thing {
  if (thing === null) throw new StoreRefused([`The store has no such ${what}`], ['NOT_FOUND'])
  return thing
}

/** Shopify answers some unknown ids with null and some with an error: both are null here. */
export async function orNone<Data>(asked: Promise<Data>): Promise<Data | null> {
  try {
    return await asked
  } catch (fault) {
    if (fault instanceof StoreRefused && fault.codes.includes('RESOURCE_NOT_FOUND')) return null
    throw fault
  }
}
