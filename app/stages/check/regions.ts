import { regionRows } from './region-rows.ts'
import { zoneNames } from './zone-rows.ts'

export interface Region {
  /** As Shopify writes it: `NY`, `JP-13`. */
  readonly code: string
  readonly name: string
}

const read = (row: string): readonly Region[] =>
  row
    .trim()
    .split(/;\s+/)
    .map((entry) => {
      const [code = '', name = ''] = entry.replace(/\s+/g, ' ').split('=')
      return { code, name }
    })

const known: ReadonlyMap<string, readonly Region[]> = new Map(
  Object.entries(regionRows).map(([country, row]) => [country, read(row)]),
)

/** Regions of a country in the store's own codes; empty where addresses carry none. */
export const regionsOf = (country: string): readonly Region[] => known.get(country) ?? []

/** What else regions of a country are called, by code. */
const otherNames = (country: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    (Object.hasOwn(zoneNames, country) ? (zoneNames[country] ?? '') : '')
      .split('; ')
      .filter(Boolean)
      .map((entry) => {
        const [code = '', names = ''] = entry.split('=')
        return [code, names.split(',')] as const
      }),
  )

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Regions of a country by everything they are called: name, code, code with the country before it. */
const called: ReadonlyMap<string, ReadonlyMap<string, Region>> = new Map(
  [...known].map(([country, regions]) => {
    const others = otherNames(country)
    const named = regions.flatMap((region) => {
      const short = region.code.replace(`${country}-`, '')
      const names = [...(others.get(region.code) ?? []), region.name, short, region.code]
      return names.map((name) => [folded(name), region] as const)
    })
    return [country, new Map(named)]
  }),
)

/** The region that a code or a name means, whatever its case and marks; null when it is none of this country. */
export const readRegion = (country: string, raw: string): Region | null =>
  called.get(country)?.get(folded(raw)) ?? null
