/** A first or last name as written, and how it is spelt in an e-mail address. */
export type Name = string | readonly [written: string, latin: string]

/** A town with postcodes that are really there. */
export interface Place {
  readonly city: string
  /** Shopify's code and name; absent where Shopify asks for none. */
  readonly province?: readonly [code: string, name: string]
  /** Empty where the country has no postcodes. */
  readonly zips: readonly string[]
  /** Where the country's usual street names would be wrong. */
  readonly streets?: readonly string[]
}

export interface Country {
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly locale: string
  /** Share of the shop's orders, against the others. */
  readonly weight: number
  /** The form of a postcode; null: the country has none. */
  readonly postcode: RegExp | null
  readonly places: readonly Place[]
  /** First address lines; `#` and `%` become digits. */
  readonly streets: readonly string[]
  /** Second address lines some people have. */
  readonly seconds: readonly string[]
  readonly first: readonly Name[]
  readonly last: readonly Name[]
  /** E.164 patterns; ranges kept for fiction where the country has one and the libraries take it. */
  readonly phones: readonly string[]
}
