/** How far the app is with reading the store, as `readReading` of intake says. */
export interface Reading {
  readonly sweptAt: string | null
  readonly backlog: {
    readonly state: string
    readonly total: number
    readonly done: number
    readonly found: number
    readonly unreadable: number
  } | null
}

const count = (number: number) => number.toLocaleString('en')

/** One sentence, for the home page and for Deliveries. */
export function readingWords({ backlog }: Reading): string {
  if (backlog === null) return 'Orders are read as they change.'
  const { state, total, done, found, unreadable } = backlog
  switch (state) {
    case 'asked':
      return 'The store is asked for its orders of the last 60 days.'
    case 'writing':
      return `The store collects its orders of the last 60 days: ${count(total)} so far.`
    case 'reading':
      return `${count(done)} of ${count(total)} orders of the last 60 days are read.`
    case 'failed':
      return 'The store could not hand over its orders at once: they are read page by page.'
    default: {
      if (done === 0) return 'The store had no orders in the last 60 days.'
      const read = `All ${count(done)} orders of the last 60 days were read, ${count(found)} of them new.`
      return unreadable === 0 ? read : `${read} ${count(unreadable)} could not be read.`
    }
  }
}

/** 0 to 100; null when nothing is being read. */
export function percentRead({ backlog }: Reading): number | null {
  if (backlog === null || backlog.state === 'done' || backlog.state === 'failed') return null
  if (backlog.state !== 'reading' || backlog.total === 0) return 0
  return Math.min(100, Math.floor((backlog.done / backlog.total) * 100))
}
