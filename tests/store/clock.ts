/** Times as Shopify writes them. Records keep ISO 8601 with milliseconds in UTC. */

/** GraphQL DateTime: whole seconds, UTC: "2026-11-23T10:00:00Z". */
export const secondsText = (iso: string): string => `${iso.slice(0, 19)}Z`

/** Offsets change only on whole quarter hours, so one look-up serves 15 minutes. */
const offsets = new Map<string, { readonly text: string; readonly ms: number }>()

function offsetOf(timezone: string, epochMs: number) {
  const key = `${timezone} ${Math.floor(epochMs / 900_000)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const name = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' })
    .formatToParts(epochMs)
    .find((part) => part.type === 'timeZoneName')?.value
  const text = /GMT([+-]\d\d:\d\d)/.exec(name ?? '')?.[1] ?? '+00:00'
  const sign = text.startsWith('-') ? -1 : 1
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6))
  const made = { text, ms: sign * minutes * 60_000 }
  offsets.set(key, made)
  return made
}

/** REST bodies: whole seconds in the shop's zone: "2026-11-23T05:00:00-05:00". */
export function shopTime(iso: string, timezone: string): string {
  const epochMs = Date.parse(iso)
  const { text, ms } = offsetOf(timezone, epochMs)
  return `${new Date(epochMs + ms).toISOString().slice(0, 19)}${text}`
}
