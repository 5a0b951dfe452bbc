import {
  completedProperties,
  lineAnswerName,
  type NamedText,
  textNamed,
} from '../../../journey/line-answers.ts'
import { assertNever } from '../../../kernel/assert-never.ts'
import { type Money, minorDigits, money } from '../../../kernel/money.ts'
import type { ContractVersion, Need, Rule, When } from './contract.ts'
import { type AnswerProblem, readAnswer } from './read-answer.ts'

/** What the contract asks of an order, the same whichever entrance it came by. Raw texts: nothing is tidied before. */
export interface OrderForContract {
  /** `web`, `pos`, `phone`, `csv`, … */
  readonly channel: string
  /** ISO code of where it goes; '' when nobody said. */
  readonly country: string
  readonly deliveryKind: 'shipping' | 'pickup' | 'digital'
  readonly total: Money
  readonly lines: readonly {
    /** Pieces; a line of none is not asked about. */
    readonly quantity: number
    readonly sku: string | null
    readonly vendor: string | null
    readonly productType: string | null
    readonly productTags: readonly string[]
    readonly properties: readonly NamedText[]
  }[]
  readonly attributes: readonly NamedText[]
  /** By `namespace.key`. */
  readonly metafields: readonly NamedText[]
  readonly note: string
}

/** One thing a contract asks of an order, and how it is answered so far. */
export interface Asked {
  /** Names the question within the order, for fields of forms: `engraving`, `engraving:2`. */
  readonly id: string
  readonly need: Need
  /** Counted from 1; null: of the whole order. */
  readonly line: number | null
  /** Names of the rules that ask. */
  readonly rules: readonly string[]
  /** As it stands in the order; '' for nothing. */
  readonly raw: string
  /** The answer tidied; null while it will not do. */
  readonly value: string | null
  readonly problem: AnswerProblem | null
}

/** What one version of a contract says of one order. */
export interface Verdict {
  readonly version: number
  readonly complete: boolean
  /** All that is asked, answered or not: what a form shows. */
  readonly asked: readonly Asked[]
  /** What will not do yet. */
  readonly open: readonly Asked[]
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const isAny = (wanted: readonly string[], has: readonly (string | null)[]): boolean =>
  wanted.length === 0 ||
  wanted.some((one) => has.some((other) => other !== null && folded(other) === folded(one)))

/** `RING-*` is any SKU that starts so; `*` stands for anything, also in the middle. */
function isSku(wanted: readonly string[], sku: string | null): boolean {
  if (wanted.length === 0) return true
  return sku !== null && wanted.some((one) => isLike(folded(one).split('*'), folded(sku)))
}

/** Whether the parts stand in the text one after the other, the first at its start and the last at its end. */
function isLike(parts: readonly string[], text: string): boolean {
  const [first = '', ...rest] = parts
  if (rest.length === 0) return text === first
  if (!text.startsWith(first)) return false
  const last = rest.at(-1) ?? ''
  let from = first.length
  for (const part of rest.slice(0, -1)) {
    const at = text.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

const asksOfArticles = ({ productTags, productTypes, vendors, skus }: When): boolean =>
  [productTags, productTypes, vendors, skus].some((list) => list.length > 0)

function meansValue({ valueFrom, valueBelow, currency }: When, total: Money): boolean {
  if (valueFrom === null && valueBelow === null) return true
  if (currency !== total.currency) return false
  const from = valueFrom === null ? null : minorOf(valueFrom, currency)
  const below = valueBelow === null ? null : minorOf(valueBelow, currency)
  return (from === null || total.minor >= from) && (below === null || total.minor < below)
}

/** Digits a currency does not have are no reason to stop an order: they are cut. */
function minorOf(amount: string, currency: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  const digits = fraction.slice(0, minorDigits(currency))
  return money(digits ? `${whole}.${digits}` : whole, currency).minor
}

/** Numbers of the lines a rule is about, counted from 1; none: the rule is not about this order. */
function meant(order: OrderForContract, { when, active }: Rule): readonly number[] {
  const whole =
    active &&
    isAny(when.channels, [order.channel]) &&
    isAny(when.countries, [order.country]) &&
    isAny(when.deliveryKinds, [order.deliveryKind]) &&
    meansValue(when, order.total)
  if (!whole) return []
  return order.lines.flatMap((line, at) =>
    line.quantity > 0 &&
    (!asksOfArticles(when) ||
      (isAny(when.productTags, line.productTags) &&
        isAny(when.productTypes, [line.productType]) &&
        isAny(when.vendors, [line.vendor]) &&
        isSku(when.skus, line.sku)))
      ? [at + 1]
      : [],
  )
}

function rawOf(order: OrderForContract, { from }: Need, line: number | null): string {
  switch (from.kind) {
    case 'line_property': {
      const properties = order.lines[(line ?? 0) - 1]?.properties ?? []
      return textNamed(completedProperties(properties, line ?? 0, order.attributes), from.name)
    }
    case 'order_attribute':
      return textNamed(order.attributes, from.name)
    case 'metafield':
      return textNamed(order.metafields, from.name)
    case 'order_note':
      return order.note
    default:
      return assertNever(from.kind)
  }
}

/** Where an answer is written that comes after the order: the store takes no properties then. */
export const answerPlace = ({ need, line }: Pick<Asked, 'need' | 'line'>): Need['from'] =>
  need.from.kind === 'line_property'
    ? { kind: 'order_attribute', name: lineAnswerName(need.from.name, line ?? 0) }
    : need.from

/**
 * Says what a shop's contract asks of an order, and what of it is not answered yet. Web orders, the
 * phone form and files are judged by this one function.
 */
export function judge(order: OrderForContract, { version, contract }: ContractVersion): Verdict {
  const needs = new Map(contract.needs.map((need) => [need.key, need]))
  const asked = new Map<string, { need: Need; line: number | null; rules: string[] }>()
  for (const rule of contract.rules) {
    const lines = meant(order, rule)
    if (lines.length === 0) continue
    for (const need of rule.needs.flatMap((key) => needs.get(key) ?? []))
      for (const line of need.from.kind === 'line_property' ? lines : [null]) {
        const id = line === null ? need.key : `${need.key}:${line}`
        const there = asked.get(id) ?? { need, line, rules: [] }
        asked.set(id, { ...there, rules: [...there.rules, rule.name] })
      }
  }
  const places = contract.needs.map(({ key }) => key)
  const answers = [...asked]
    .toSorted(
      ([, a], [, b]) =>
        (a.line ?? 0) - (b.line ?? 0) || places.indexOf(a.need.key) - places.indexOf(b.need.key),
    )
    .map(([id, { need, line, rules }]): Asked => {
      const raw = rawOf(order, need, line)
      const read = readAnswer(need, raw, order.country.trim().toUpperCase())
      return {
        id,
        need,
        line,
        rules,
        raw,
        value: read.ok ? read.value : null,
        problem: read.ok ? null : read.problem,
      }
    })
  const open = answers.filter(({ problem }) => problem !== null)
  return { version, complete: open.length === 0, asked: answers, open }
}
