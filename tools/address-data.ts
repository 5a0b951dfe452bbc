/**
 * Makes app/stages/check/{address,region,zone}-rows.ts from the data of others. Run it when they have newer data:
 *   node tools/address-data.ts <Google's countryinfo.txt> <data/regions of Shopify/worldwide>
 * Our own changes are in tools/address-data/own-changes.ts; the licences in docs/attribution.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { addressRowLines } from './address-data/google.ts'
import { namesLine, readWorldwide, regionLine, zoneLine } from './address-data/worldwide.ts'
import { run } from './run.ts'

const [google, worldwide] = process.argv.slice(2)
if (!google || !worldwide) {
  console.error('usage: node tools/address-data.ts <countryinfo.txt> <data/regions>')
  process.exit(2)
}

const at = (name: string) => `app/stages/check/${name}.ts`

/** Puts lines between the first opening and the last closing bracket of a file's one list. */
function fill(file: string, opening: RegExp, closing: string, lines: readonly string[]): void {
  const text = readFileSync(file, 'utf8')
  const found = opening.exec(text)
  if (!found) throw new Error(`${file}: no line like ${opening}`)
  const start = found.index + found[0].length
  const end = text.indexOf(`\n${closing}`, start)
  writeFileSync(file, `${text.slice(0, start)}\n${lines.join('\n')}${text.slice(end)}`)
}

const countries = readWorldwide(worldwide)
const filled = (line: string) => line !== ''
fill(at('address-rows'), /addressRows: .*= \[/, ']', addressRowLines(google))
fill(at('region-rows'), /regionRows: .*= \{/, '}', countries.map(regionLine).filter(filled))
fill(at('zone-rows'), /zoneRows: .*= \{/, '}', countries.map(zoneLine).filter(filled))
fill(at('zone-rows'), /zoneNames: .*= \{/, '}', countries.map(namesLine).filter(filled))
const numbered = countries
  .filter((country) => country.building_number_required)
  .map(({ code }) => `'${code}',`)
fill(at('zone-rows'), /numberedCountries: .*= \[/, ']', numbered)
process.exit(
  await run('biome', ['check', '--write', at('address-rows'), at('region-rows'), at('zone-rows')]),
)
