import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readPostcode } from '../../app/stages/check/index.ts'

const peer = `${process.env['PEER_DATA'] ?? '../shared/peer-data'}/address/google_countryinfo.txt`
const peerRow = z.object({
  key: z.string().optional(),
  zip: z.string().optional(),
  zipex: z.string().optional(),
})

test.skipIf(!existsSync(peer))(
  "every correct example postcode of Google's address data is accepted (skipped without that data)",
  () => {
    const examples = readFileSync(peer, 'utf8')
      .split('\n')
      .filter((line) => /^data\/[A-Z]{2}=/.test(line))
      .map((line) => peerRow.parse(JSON.parse(line.slice(line.indexOf('=') + 1))))
      .flatMap(({ key = '', zip, zipex }) =>
        (zipex ?? '')
          .split(/[,:]/)
          .filter((code) => zip && new RegExp(`^(?:${zip})$`).test(code) && code)
          .map((code) => [key, code] as const),
      )
    expect(examples.length).toBeGreaterThan(400)
    expect(examples.filter(([country, code]) => readPostcode(country, code) === null)).toEqual([])
  },
)
