import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** Everything is read as text: `NO` is Norway and `01` is no number. */
const flag = z.stringbool().default(false)
const words = z.array(z.string()).default([])
const zoneShape = z.object({
  name: z.string(),
  code: z.string(),
  name_alternates: words,
  code_alternates: words,
  neighboring_zones: words,
  zip_prefixes: words,
})
const countryShape = z.object({
  code: z.string(),
  building_number_required: flag,
  hide_provinces_from_addresses: flag,
  zips_crossing_provinces: z.record(z.string(), words).default({}),
  zones: z.array(zoneShape).default([]),
})
export type Country = z.infer<typeof countryShape>
type Zone = z.infer<typeof zoneShape>

/** Every country of Shopify/worldwide's `data/regions`, by its code. */
export const readWorldwide = (folder: string): readonly Country[] =>
  readdirSync(folder)
    .filter((file) => /^[A-Z]{2}\.yml$/.test(file))
    .toSorted()
    .map((file) =>
      countryShape.parse(parse(readFileSync(join(folder, file), 'utf8'), { schema: 'failsafe' })),
    )

/** `350 351 352 354` as `350-352 354`: neighbours of one length are told by the first and the last. */
function ranges(prefixes: readonly string[]): string {
  const runs: [string, string][] = []
  for (const prefix of [...new Set(prefixes)].toSorted()) {
    const run = runs.at(-1)
    const next =
      run && /^\d+$/.test(prefix) && /^\d+$/.test(run[1]) && run[1].length === prefix.length
    if (run && next && Number(prefix) === Number(run[1]) + 1) run[1] = prefix
    else runs.push([prefix, prefix])
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(' ')
}

/** @param shared postcodes that lie in several zones, this one among them. */
function zoneText(zone: Zone, shared: readonly string[]): string {
  const prefixes = zone.zip_prefixes.map((prefix) => prefix.replaceAll(' ', ''))
  const near = zone.neighboring_zones.map((word) => `+${word}`)
  return `${zone.code}=${[ranges([...prefixes, ...shared]), ...near].filter(Boolean).join(' ')}`
}

/** Zones with their postcodes; empty where the country's postcodes tell no zone. */
export function zoneLine({ code, zones, zips_crossing_provinces: crossing }: Country): string {
  if (!zones.some((zone) => zone.zip_prefixes.length > 0)) return ''
  const sharedBy = (zone: Zone) =>
    Object.entries(crossing).flatMap(([zip, all]) => (all.includes(zone.code) ? [zip] : []))
  return `  ${code}: '${zones.map((zone) => zoneText(zone, sharedBy(zone))).join('; ')}',`
}

/** Other names of zones: `code=name,name`. */
export function namesLine({ code, zones }: Country): string {
  const named = zones.filter(
    (zone) => zone.name_alternates.length + zone.code_alternates.length > 0,
  )
  if (named.length === 0) return ''
  const text = named
    .map((zone) => `${zone.code}=${[...zone.name_alternates, ...zone.code_alternates].join(',')}`)
    .join('; ')
  return `  ${code}: ${JSON.stringify(text)},`
}

/** `code=name` of a country's zones, for region-rows.ts; empty where addresses carry none. */
export const regionLine = ({ code, zones, hide_provinces_from_addresses: hidden }: Country) =>
  zones.length === 0 || hidden
    ? ''
    : `  ${code}: ${JSON.stringify(zones.map((zone) => `${zone.code}=${zone.name}`).join('; '))},`
