import { zoneRows } from './zone-rows.ts'

interface CountryZones {
  /** Regions by the beginning of a postcode, separators left out. */
  readonly byPrefix: ReadonlyMap<string, readonly string[]>
  readonly longest: number
  /** Regions close by, whose postcodes are no contradiction. */
  readonly near: ReadonlyMap<string, ReadonlySet<string>>
}

/** `350-352` is 350, 351, 352. */
function prefixesOf(range: string): readonly string[] {
  const [first = '', last = first] = range.split('-')
  if (first === last) return [first]
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_, more) =>
    String(Number(first) + more).padStart(first.length, '0'),
  )
}

function readZones(row: string): CountryZones {
  const byPrefix = new Map<string, string[]>()
  const near = new Map<string, Set<string>>()
  for (const zone of row.split('; ')) {
    const [code = '', words = ''] = zone.split('=')
    for (const word of words.split(' ').filter(Boolean))
      if (word.startsWith('+')) near.set(code, (near.get(code) ?? new Set()).add(word.slice(1)))
      else
        for (const prefix of prefixesOf(word))
          byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), code])
  }
  const longest = Math.max(...[...byPrefix.keys()].map((prefix) => prefix.length))
  return { byPrefix, longest, near }
}

const read = new Map<string, CountryZones>()

/** Read when a country is first asked about: most shops send to few. */
function zonesOf(country: string): CountryZones | null {
  const row = Object.hasOwn(zoneRows, country) ? zoneRows[country] : undefined
  if (row === undefined) return null
  const zones = read.get(country) ?? readZones(row)
  read.set(country, zones)
  return zones
}

/** Regions a postcode lies in, by its longest known beginning; empty where that is not known. */
export function regionsOfPostcode(country: string, postcode: string): readonly string[] {
  const zones = zonesOf(country)
  if (!zones) return []
  const code = postcode.replace(/[ -]/g, '').toUpperCase()
  for (let length = Math.min(zones.longest, code.length); length > 0; length--) {
    const found = zones.byPrefix.get(code.slice(0, length))
    if (found) return found
  }
  return []
}

/** Whether a postcode can lie in a region: in it, or close enough that it is no contradiction. */
export function mayLieIn(country: string, postcode: string, region: string): boolean {
  const regions = regionsOfPostcode(country, postcode)
  if (regions.length === 0 || regions.includes(region)) return true
  const near = zonesOf(country)?.near
  return regions.some((one) => near?.get(one)?.has(region) || near?.get(region)?.has(one))
}
