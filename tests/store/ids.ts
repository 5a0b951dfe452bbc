/** Shopify's global ids: "gid://shopify/Order/5000000000001". */

export const gid = (type: string, id: number | string): string => `gid://shopify/${type}/${id}`

const shape = /^gid:\/\/shopify\/([A-Za-z]+)\/([^?]+)(?:\?.*)?$/

export interface ParsedGid {
  readonly type: string
  /** Digits for most types, anything for jobs. */
  readonly id: string
}

/** null when the text is no global id. */
export function parseGid(text: string): ParsedGid | null {
  const found = shape.exec(text)
  const [, type, id] = found ?? []
  return type === undefined || id === undefined ? null : { type, id }
}

/** The number in a global id of one type; null for another type or no id at all. */
export function numberOf(text: string | null | undefined, type: string): number | null {
  const parsed = parseGid(text ?? '')
  if (parsed?.type !== type || !/^\d+$/.test(parsed.id)) return null
  return Number(parsed.id)
}
