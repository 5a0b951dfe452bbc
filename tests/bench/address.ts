/**
 * `npm run -s bench:address -- --json [--seed 1]`: the address check against Google's address data.
 * accepted: correct example postcodes taken. refused: malformed ones, made of them from a seed, not
 * taken. territories: those whose required fields are demanded, and no others. microseconds: one whole
 * check (tidying, rules, doubts), median of slices of a hundred over ten rounds.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Address } from '../../app/journey/buyer.ts'
import { checkAddress, readPostcode, regionsOf } from '../../app/stages/check/index.ts'
import { malformedOf, randomOf } from './malformed.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, seed: { type: 'string', default: '1' } },
})
const file = `${process.env['PEER_DATA'] ?? '../shared/peer-data'}/address/google_countryinfo.txt`
if (!existsSync(file)) {
  console.error(`${file} is not there: set PEER_DATA to the folder that has address/`)
  process.exit(2)
}

const rowShape = z.object({
  require: z.string().default('AC'),
  zip: z.string().default(''),
  zipex: z.string().default(''),
})
const territories = readFileSync(file, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, country, json] = /^data\/([A-Z]{2})=(.*)$/.exec(line) ?? []
    return country && json ? [{ country, ...rowShape.parse(JSON.parse(json)) }] : []
  })

const examples = territories.flatMap(({ country, zip, zipex }) =>
  zipex
    .split(',')
    .filter((code) => code !== '' && zip !== '' && new RegExp(`^(?:${zip})$`).test(code))
    .map((code) => ({ country, code, pattern: zip })),
)
const accepted = examples.filter(({ country, code }) => readPostcode(country, code) !== null)

const random = randomOf(Number(values.seed))
const malformed = examples.flatMap(({ country, code, pattern }) =>
  malformedOf(country, code, pattern, random).map((wrong) => ({ country, code: wrong })),
)
const taken = malformed.filter(({ country, code }) => readPostcode(country, code) !== null)

const whole = (country: string, zip: string): Address => ({
  firstName: 'Aoife',
  lastName: 'Byrne',
  company: null,
  address1: '12 Main Street',
  address2: null,
  city: 'Town',
  provinceCode: regionsOf(country)[0]?.code ?? null,
  province: regionsOf(country)[0]?.name ?? null,
  zip,
  countryCode: country,
  phone: null,
})
const wrongOf = (address: Address) =>
  checkAddress(address, { name: 'Aoife Byrne', option: 'Standard', likely: [] }).wrong

/** Google's `ZZ` is what holds for a country that nobody described. */
const codeOf = (country: string) => (country === 'ZZ' ? 'XX' : country)

/** Leaves out one part after the other and looks what is missed. */
function demanded(country: string, zip: string): string {
  const address = whole(country, zip)
  const misses = (change: Partial<Address>, word: string) =>
    wrongOf({ ...address, ...change }).some((one) => one === word)
  const regions = regionsOf(country).length > 0
  return [
    misses({ address1: null }, 'street') ? 'A' : '',
    misses({ city: null }, 'city') ? 'C' : '',
    regions && misses({ provinceCode: null, province: null, zip: '' }, 'region') ? 'S' : '',
    misses({ zip: null }, 'postcode') ? 'Z' : '',
  ].join('')
}

/** Where a store has no list of regions, a region that Google demands stands with the town. */
function wanted(country: string, require: string): string {
  const region = require.includes('S')
  const listed = regionsOf(country).length > 0
  return [
    require.includes('A') ? 'A' : '',
    require.includes('C') || (region && !listed) ? 'C' : '',
    region && listed ? 'S' : '',
    require.includes('Z') ? 'Z' : '',
  ].join('')
}
const disagreeing = territories.filter(
  ({ country, require, zipex }) =>
    demanded(codeOf(country), zipex.split(',')[0] ?? '') !== wanted(codeOf(country), require),
)

const checked = [...examples, ...malformed].map(({ country, code }) => whole(country, code))
/** Time of one check in each slice of the list; another process that runs between spoils few slices. */
const slice = 100
function round(): readonly number[] {
  return Array.from({ length: Math.floor(checked.length / slice) }, (_, at) => {
    const some = checked.slice(at * slice, (at + 1) * slice)
    const started = process.hrtime.bigint()
    for (const address of some) wrongOf(address)
    return Number(process.hrtime.bigint() - started) / 1000 / slice
  })
}
const times = Array.from({ length: 12 }, round)
  .slice(2)
  .flat()
  .toSorted((a, b) => a - b)
const microseconds = Math.round((times[Math.floor(times.length / 2)] ?? 0) * 100) / 100

const result = {
  accepted: accepted.length,
  acceptedOf: examples.length,
  refused: malformed.length - taken.length,
  refusedOf: malformed.length,
  territories: territories.length - disagreeing.length,
  territoriesOf: territories.length,
  microseconds,
}
if (values.json) console.log(JSON.stringify(result))
else {
  console.table(result)
  for (const { country, code } of taken) console.log(`taken though malformed: ${country} ${code}`)
  for (const { country } of disagreeing) console.log(`other fields required: ${country}`)
}
