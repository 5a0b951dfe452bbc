import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { formsOf } from './forms.ts'
import { ownExamples, ownForms } from './own-changes.ts'

const rowShape = z.object({
  require: z.string().optional(),
  zip: z.string().optional(),
  zipex: z.string().optional(),
})

/** The rows of countries in Google's `countryinfo.txt`; `ZZ`, what holds where nothing is said, is left out. */
const countriesIn = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, key, json] = /^data\/([A-Z]{2})=(.*)$/.exec(line) ?? []
      return key && json && key !== 'ZZ' ? [{ key, ...rowShape.parse(JSON.parse(json)) }] : []
    })

const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ')

/** Lines for address-rows.ts, one a country. */
export const addressRowLines = (file: string): readonly string[] =>
  countriesIn(file).map(({ key, require = 'AC', zip, zipex = '' }) => {
    const parts = [...require].filter((part) => 'ACSZ'.includes(part)).join('')
    const forms = ownForms[key] ?? (zip ? formsOf(zip).join(',') : '')
    const example = ownExamples[key] ?? zipex.split(',')[0] ?? ''
    return `  [${quoted(forms ? [key, parts, forms, example] : [key, parts])}],`
  })
