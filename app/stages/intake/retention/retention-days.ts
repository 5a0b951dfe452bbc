/**
 * How many days each kind of thing is kept before its personal part is emptied or the row thrown away.
 * What an order is made of (lines, timeline, ledger) stays: it holds nothing personal.
 */
export const retentionDefaults = {
  /** Deliveries that were worked through; their bodies are gone already. */
  deliveries: 30,
  /** Bodies of deliveries nobody could read and nobody decided on. */
  dead_letters: 90,
  /** Letters that left, or never will. */
  mails: 180,
  /** Label files of what has left the house. */
  labels: 90,
  /** What carriers say of a parcel: who signed, where. */
  carrier_words: 180,
  /** Pictures people took of goods. */
  photos: 365,
  /** Links to customers, counted from the day they expired. */
  links: 90,
  /** Sign-ins of partners and of the floor, counted from their end. */
  sessions: 30,
  /** Order forms that were never sent and files of orders. */
  forms: 30,
  /** Collected data of privacy requests that were answered. */
  requests: 90,
  /** Who changed what, and who looked at a customer's data. */
  audit: 730,
} as const

export type RetentionKind = keyof typeof retentionDefaults
export type RetentionDays = Readonly<Record<RetentionKind, number>>

export const retentionKinds = Object.keys(retentionDefaults).filter(isKind)

function isKind(name: string): name is RetentionKind {
  return Object.hasOwn(retentionDefaults, name)
}

/** Shopify sends a delivery again for two days, and its sweep looks back further: younger ones are needed. */
const fewestDays = 7
const mostDays = 3_650

/**
 * Reads `RETENTION_DAYS`: `mails=90,labels=30`; what is not named keeps its default.
 * @throws Error naming the part that is not understood.
 */
export function readRetention(text: string): RetentionDays {
  const days: Record<RetentionKind, number> = { ...retentionDefaults }
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [, name = '', number = ''] = /^\s*(\w+)\s*=\s*(\d+)\s*$/.exec(part) ?? []
    const wanted = Number(number)
    if (!isKind(name) || wanted < fewestDays || wanted > mostDays)
      throw new Error(
        `RETENTION_DAYS: "${part.trim()}" is not <kind>=<days>, with days from ${fewestDays} to ${mostDays} and a kind of ${retentionKinds.join(', ')}`,
      )
    days[name] = wanted
  }
  return days
}
