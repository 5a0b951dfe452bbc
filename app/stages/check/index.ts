/** Check: the pure parts, for pages. */
export { countryChoices, countryName, isCountry } from './countries.ts'
export { readPostcode } from './postcode.ts'
