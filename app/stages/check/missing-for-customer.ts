import { countryInSentence } from './countries.ts'
import { aboutOf, kindOf, type Missing } from './missing.ts'
import { examplePostcode } from './postcode.ts'

const texts: Readonly<Record<string, string>> = {
  address: 'Please tell us where your order should go.',
  name: 'Please tell us whose name to write on the parcel.',
  street: 'Please tell us the street and house number.',
  city: 'Please tell us the town or city.',
  region: 'Please choose the state, province or region.',
  region_unknown: 'Please choose the state, province or region again.',
  country: 'Please choose the country.',
  country_unknown: 'Please choose the country again.',
  email: 'Please tell us your e-mail address, so that we can keep you posted.',
  email_form: 'Please check your e-mail address: no mail can reach it as it is written.',
  contact: 'Please tell us how to reach you: an e-mail address or a phone number.',
  phone_form: 'Please check your phone number, or leave it empty.',
}

/**
 * What we ask a customer for, in one sentence. Words that are the shop's to decide have none: `''`.
 * @param country where the order goes, as ISO code; `''` when that is not known.
 */
export function missingForCustomer(word: Missing, country: string): string {
  const there = country ? countryInSentence(country) : 'that country'
  const example = country ? examplePostcode(country) : ''
  const like = example ? ` like ${example}` : ''
  switch (kindOf(word)) {
    case 'postcode':
      return example
        ? `Please tell us the postcode, for example ${example}.`
        : 'Please tell us the postcode.'
    case 'postcode_form':
      return `Please check the postcode: in ${there} it is written${like || ' differently'}.`
    case 'postcode_elsewhere':
      return aboutOf(word)
        ? `This looks like a postcode of ${countryInSentence(aboutOf(word))}, but your order goes to ${there}. Please check both.`
        : `This looks like a postcode of another country: in ${there} it is written${like || ' differently'}.`
    default:
      return texts[kindOf(word)] ?? ''
  }
}
