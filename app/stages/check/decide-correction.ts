import type { Address, Buyer } from '../../journey/buyer.ts'
import type { Language } from '../../kernel/language.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { decideComplete, type OrderFacts, verdictOf } from './complete.ts'
import { readEmail, readPhone } from './contact.ts'
import { type SourceKind, storeTypeOf } from './contract/contract.ts'
import { answerPlace } from './contract/judge.ts'
import { readAnswer } from './contract/read-answer.ts'
import {
  type Answers,
  type FieldName,
  fieldOf,
  isNeedField,
  needField,
} from './correction-fields.ts'
import { type Correction, corrected } from './correction-shape.ts'
import { aboutOf, isDoubt, isForCustomer, isNeed, kindOf, type Missing } from './missing.ts'
import { missingForCustomer, problemForCustomer } from './missing-for-customer.ts'
import { readPostcode } from './postcode.ts'
import { readRegion } from './regions.ts'

export interface FieldProblem {
  readonly field: FieldName
  readonly text: string
}

export interface DecidedCorrection {
  readonly buyer: Buyer
  /** What the store has to be told. */
  readonly correction: Correction
  /** Names of the fields that changed, for the timeline. */
  readonly changed: readonly FieldName[]
  /** What is left out on purpose from now on. */
  readonly waived: readonly Missing[]
  /** What the customer insists on although it looks wrong: the office looks at it. */
  readonly insisted: readonly Missing[]
  /** The shop still has something to decide before the order goes on. */
  readonly shopDecides: boolean
}

const emptyAddress: Address = {
  firstName: null,
  lastName: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  provinceCode: null,
  province: null,
  zip: null,
  countryCode: null,
  phone: null,
}

const orNull = (text: string): string | null => text.trim() || null

/** The address with the answers in it, tidied: postcode as its post writes it, region by its code, phone as E.164. */
function answeredAddress(before: Address | null, answers: Answers): Address {
  const base = before ?? emptyAddress
  const plain = (name: 'firstName' | 'lastName' | 'company' | 'address1' | 'address2' | 'city') =>
    answers[name] === undefined ? base[name] : orNull(answers[name])
  const countryCode =
    answers.country === undefined ? base.countryCode : orNull(answers.country.toUpperCase())
  const country = countryCode ?? ''
  const moved = countryCode !== base.countryCode
  const region = answers.region ? readRegion(country, answers.region) : null
  const asked = answers.region !== undefined || moved
  const zip = answers.zip === undefined ? base.zip : orNull(answers.zip)
  const phone = answers.phone === undefined ? base.phone : orNull(answers.phone)
  return {
    firstName: plain('firstName'),
    lastName: plain('lastName'),
    company: plain('company'),
    address1: plain('address1'),
    address2: plain('address2'),
    city: plain('city'),
    provinceCode: asked ? (region?.code ?? null) : base.provinceCode,
    province: asked ? (region?.name ?? null) : base.province,
    zip: zip === null ? null : (readPostcode(country, zip) ?? zip),
    countryCode,
    phone: phone === null ? null : (readPhone(phone, countryCode) ?? phone),
  }
}

const isAddressField = (name: string) => name !== 'email' && !isNeedField(name)

/** Answers to what the contract asks, each where it belongs; an answer that will not do stays as it was typed. */
function needAnswers(facts: OrderFacts, answers: Answers): Correction {
  const country = facts.buyer.shipTo?.countryCode ?? ''
  const given = verdictOf(facts).asked.flatMap((asked) => {
    const raw = answers[needField(asked.id)]
    if (raw === undefined) return []
    const read = readAnswer(asked.need, raw, country)
    return [{ asked, place: answerPlace(asked), value: read.ok ? read.value : raw }]
  })
  const at = (kind: SourceKind) => given.filter(({ place }) => place.kind === kind)
  const [note] = at('order_note')
  const attributes = at('order_attribute').map(({ place, value }) => ({ name: place.name, value }))
  const metafields = at('metafield').map(({ asked, place, value }) => ({
    name: place.name,
    value,
    type: storeTypeOf(asked.need.type),
  }))
  return {
    ...(note ? { note: note.value } : {}),
    ...(attributes.length > 0 ? { attributes } : {}),
    ...(metafields.length > 0 ? { metafields } : {}),
  }
}

function correctionOf(facts: OrderFacts, answers: Answers): Correction {
  const email =
    answers.email === undefined ? undefined : (readEmail(answers.email) ?? answers.email.trim())
  const sends = facts.deliveryKind === 'shipping' && Object.keys(answers).some(isAddressField)
  return {
    ...(email ? { email } : {}),
    ...(sends ? { shipTo: answeredAddress(facts.buyer.shipTo, answers) } : {}),
    ...needAnswers(facts, answers),
  }
}

/** Words a customer may insist on: our list of postcodes can be older than theirs. */
const mayBeRight = (word: Missing) =>
  kindOf(word) === 'postcode_form' || kindOf(word) === 'postcode_elsewhere'

/** What somebody says is right although it looks wrong: the shop's own rules of thumb give way at once. */
const isRightAnyway = (word: Missing, insist: boolean) => insist && isDoubt(word)

/** What is wrong, beside the field that has it. */
function problemsOf(
  facts: OrderFacts,
  left: readonly Missing[],
  language: Language,
): readonly FieldProblem[] {
  const of = {
    language,
    country: facts.buyer.shipTo?.countryCode ?? '',
    contract: facts.contract,
    lines: facts.lines,
  }
  const open = new Map(verdictOf(facts).open.map((asked) => [asked.id, asked]))
  return left.map((word) => {
    const asked = isNeed(word) ? open.get(aboutOf(word)) : undefined
    const text = asked?.problem
      ? problemForCustomer(asked.problem, asked.need, language)
      : missingForCustomer(word, of)
    return { field: fieldOf(word), text }
  })
}

/**
 * Lays answers over an order and says what they still leave open, all at once.
 * @param insist the customer says that it is right as written.
 * @param waive what a person of the shop decides to do without.
 */
export function decideCorrection(
  facts: OrderFacts,
  answers: Answers,
  {
    insist,
    waive,
    language,
  }: {
    readonly insist: boolean
    readonly waive: readonly Missing[]
    /** Of whoever answers. */
    readonly language: Language
  },
): Outcome<DecidedCorrection, readonly FieldProblem[]> {
  const correction = correctionOf(facts, answers)
  const buyer = corrected(facts.buyer, correction)
  // Emptying a phone number that does not work means to do without one; the order may hold it twice.
  const noPhone: readonly Missing[] = answers.phone?.trim() === '' ? ['phone_form'] : []
  const waived = [...waive, ...noPhone]
  const answer = decideComplete({ ...facts, buyer, waived: [...facts.waived, ...waived] })
  const missing = answer.ok ? [] : answer.refusal
  const rightAnyway = missing.filter((word) => isRightAnyway(word, insist))
  const open = missing.filter((word) => isForCustomer(word) && !rightAnyway.includes(word))
  const insisted = insist ? open.filter(mayBeRight) : []
  const left = open.filter((word) => !insisted.includes(word))
  if (left.length > 0) return refuse(problemsOf({ ...facts, buyer }, left, language))
  return accept({
    buyer,
    correction,
    changed: [...changedFields(facts.buyer, buyer), ...Object.keys(answers).filter(isNeedField)],
    waived: [...waived, ...rightAnyway],
    insisted,
    shopDecides: missing.some((word) => !isForCustomer(word)),
  })
}

function changedFields(before: Buyer, now: Buyer): readonly FieldName[] {
  const differs = (name: keyof Address) =>
    (before.shipTo?.[name] ?? null) !== (now.shipTo?.[name] ?? null)
  const plain = [
    'firstName',
    'lastName',
    'company',
    'address1',
    'address2',
    'city',
    'zip',
    'phone',
  ] as const
  return [
    ...(before.email === now.email ? [] : (['email'] as const)),
    ...plain.filter(differs),
    ...(differs('provinceCode') ? (['region'] as const) : []),
    ...(differs('countryCode') ? (['country'] as const) : []),
  ]
}
