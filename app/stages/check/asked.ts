import type { Language } from '../../kernel/language.ts'
import type { OrderFacts } from './complete.ts'
import type { Missing } from './missing.ts'
import { type AskedOf, missingForCustomer } from './missing-for-customer.ts'

export const askedOf = (
  { facts }: { readonly facts: OrderFacts },
  language: Language,
): AskedOf => ({
  language,
  country: facts.buyer.shipTo?.countryCode ?? '',
  contract: facts.contract,
  lines: facts.lines,
})

/** What a customer is asked for, a sentence each. */
export const asked = (missing: readonly Missing[], of: AskedOf): readonly string[] =>
  missing.map((word) => missingForCustomer(word, of)).filter((sentence) => sentence !== '')
