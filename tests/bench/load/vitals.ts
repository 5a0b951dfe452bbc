import { readdirSync } from 'node:fs'
import type pg from 'pg'

/** What was measured of one page. Milliseconds; CLS has no unit; INP 0: no answer took as long as 16 ms. */
export interface Vitals {
  readonly lcp: number
  readonly cls: number
  readonly inp: number
  readonly jsBytes: number
  /** What moved most, as a selector; empty when nothing did. */
  readonly shifted: string
}

/** Runs in every frame before its page, after `web-vitals` with its attribution; `readVitals()` there answers how it stands now. */
export const watchVitals = `{
  const now = { lcp: 0, cls: 0, inp: 0, shifted: '' }
  const keep = (name) => ({ value, attribution }) => {
    now[name] = value
    if (name === 'cls') now.shifted = attribution.largestShiftTarget ?? ''
  }
  const all = { reportAllChanges: true }
  webVitals.onLCP(keep('lcp'), all)
  webVitals.onCLS(keep('cls'), all)
  webVitals.onINP(keep('inp'), { ...all, durationThreshold: 16 })
  globalThis.readVitals = () => ({
    ...now,
    jsBytes: performance.getEntriesByType('resource')
      .filter(({ name }) => name.startsWith(location.origin) && new URL(name).pathname.endsWith('.js'))
      .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
  })
}`

/** Where the id of a page's one thing is found, by the route's beginning; the longest that fits counts. */
const things: Readonly<Record<string, string>> = {
  'app.cartons.': 'select id from item where not gift_card limit 1',
  'app.duplicates.': 'select id from duplicate_pair limit 1',
  'app.orders.': 'select id from sales_order order by placed_at desc limit 1',
  'app.pack.': "select id from shipment where state in ('picked', 'packing', 'packed') limit 1",
  'app.partners.': 'select id from partner limit 1',
  'app.partners.shipments.': 'select id from shipment where partner_id is not null limit 1',
  'app.pick.': 'select id from pick_tour order by id desc limit 1',
  'app.returns.': 'select id from return_case limit 1',
  'app.ship.': 'select shipment_id as id from parcel limit 1',
  'app.stock.': 'select id from item limit 1',
  'app.stock.inbound.': 'select id from inbound limit 1',
  'app.stock.receive.': 'select id from receipt limit 1',
  'app.stock.tasks.': 'select id from stock_task limit 1',
}

/** Opened in a window of its own, to be printed. */
const printed = new Set(['app.pack.$shipment.slip.tsx'])

/** Every page of the admin with the address of one of its kind; null: there is nothing of its kind. */
export async function adminPages(owner: pg.Pool) {
  const routes = readdirSync('app/routes')
    .filter((file) => /^app\..*\.tsx$/.test(file) && !printed.has(file))
    .map((file) => file.replace(/(\._index)?\.tsx$/, ''))
  const pages: { readonly route: string; readonly path: string | null }[] = []
  for (const route of routes) {
    const path = `/${route.replaceAll('_.', '.').replaceAll('.', '/').replace('/_index', '')}`
    if (!path.includes('$')) {
      pages.push({ route, path })
      continue
    }
    const kind = Object.keys(things)
      .filter((start) => route.startsWith(start))
      .toSorted((a, b) => b.length - a.length)[0]
    const { rows } = await owner.query<{ id: string }>(things[kind ?? ''] ?? 'select null as id')
    const id = rows[0]?.id
    pages.push({ route, path: id ? path.replace(/\$\w+/, id) : null })
  }
  return pages
}
