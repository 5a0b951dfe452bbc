import anyAscii from 'any-ascii'

/** A name or address in plain Latin letters, as carriers print it; what cannot be written is left out. */
export const latin = (text: string): string =>
  anyAscii(text)
    .replace(/[^\x20-\x7e]/g, '')
    .trim()

export const printedLines = (place: {
  name: string
  company: string | null
  street1: string
  street2: string | null
  city: string
  region: string | null
  postcode: string | null
  country: string
}): string[] =>
  [
    place.name,
    place.company ?? '',
    place.street1,
    place.street2 ?? '',
    [place.postcode, place.city, place.region].filter(Boolean).join(' '),
    place.country,
  ]
    .map(latin)
    .filter((line) => line !== '')
