import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NamedText } from '../../../journey/line-answers.ts'
import { money } from '../../../kernel/money.ts'
import { type Contract, contractShape, needTypes, sourceKinds } from './contract.ts'
import { type Asked, answerPlace, judge, type OrderForContract } from './judge.ts'

const words = fc.constantFrom('ring', 'mug', 'blade', 'wool', 'Vendor & Co', 'RING-7', 'MUG-1')
const names = fc.constantFrom('Engraving', 'Size', 'Licence', 'VAT')
const named = fc.record({ name: names, value: fc.string({ maxLength: 12 }) })
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 })

const orders: fc.Arbitrary<OrderForContract> = fc.record({
  channel: fc.constantFrom('web', 'phone', 'csv'),
  country: fc.constantFrom('DE', 'GB', 'US', ''),
  deliveryKind: fc.constantFrom('shipping', 'pickup', 'digital'),
  total: fc.nat(100_000).map((minor) => ({ minor: BigInt(minor), currency: 'EUR' })),
  lines: few(
    fc.record({
      quantity: fc.nat(2),
      sku: fc.option(words),
      vendor: fc.option(words),
      productType: fc.option(words),
      productTags: few(words),
      properties: few(named),
    }),
  ),
  attributes: few(named),
  metafields: few(fc.record({ name: names.map((name) => `custom.${name}`), value: fc.string() })),
  note: fc.string({ maxLength: 10 }),
})

/** An answer each type takes. */
const good = {
  text: 'Anna',
  number: '12',
  date: '2026-12-24',
  choice: 'M',
  email: 'anna@example.com',
  phone: '+4915123456789',
  tax_id: 'DE136695976',
} as const

const contracts: fc.Arbitrary<Contract> = fc
  .record({
    needs: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd'),
        kind: fc.constantFrom(...sourceKinds),
        name: names,
        type: fc.constantFrom(...needTypes),
      }),
      // Two needs of one place may contradict each other: nobody could answer both.
      { minLength: 1, selector: ({ kind, name }) => (kind === 'order_note' ? kind : kind + name) },
    ),
    rules: fc.array(
      fc.record({ tags: few(words), skus: few(words), from: fc.option(fc.nat(900)) }),
      { maxLength: 4 },
    ),
  })
  .map(({ needs, rules }) => {
    const known = needs.filter(
      ({ key }, at) => needs.findIndex((other) => other.key === key) === at,
    )
    return contractShape.parse({
      needs: known.map(({ key, kind, name, type }) => ({
        key,
        label: { en: key },
        from: { kind, name: kind === 'metafield' ? `custom.${name}` : name },
        type,
        choices: type === 'choice' ? ['S', 'M'] : [],
      })),
      rules: rules.map(({ tags, skus, from }, at) => ({
        name: `rule ${at}`,
        when: {
          productTags: tags,
          skus,
          valueFrom: from === null ? null : String(from),
          currency: 'EUR',
        },
        needs: known.map(({ key }) => key),
      })),
    })
  })

const verdictOf = (order: OrderForContract, contract: Contract) =>
  judge(order, { version: 1, contract })
const brief = (asked: readonly Asked[]) =>
  asked.map(({ id, value, problem }) => ({ id, value, problem }))

/** The order with each answer written where answers go that come after it. */
function answered(order: OrderForContract, asked: readonly Asked[]): OrderForContract {
  const at = (kind: string): NamedText[] =>
    asked
      .filter((one) => answerPlace(one).kind === kind)
      .map((one) => ({ name: answerPlace(one).name, value: good[one.need.type] }))
  const [note] = at('order_note')
  return {
    ...order,
    attributes: [...order.attributes, ...at('order_attribute')],
    metafields: [...order.metafields, ...at('metafield')],
    note: note?.value ?? order.note,
  }
}

test('whoever answers everything that is open has a complete order, and nothing new is asked', () => {
  fc.assert(
    fc.property(orders, contracts, (order, contract) => {
      const before = verdictOf(order, contract)
      const after = verdictOf(answered(order, before.open), contract)
      expect(after.open).toEqual([])
      expect(after.asked.map(({ id }) => id)).toEqual(before.asked.map(({ id }) => id))
    }),
  )
})

test('case and order of names say nothing', () => {
  const shout = (texts: readonly NamedText[]) =>
    texts.map(({ name, value }) => ({ name: ` ${name.toUpperCase()} `, value }))
  fc.assert(
    fc.property(orders, contracts, (order, contract) => {
      const loud = {
        ...order,
        channel: order.channel.toUpperCase(),
        country: order.country.toLowerCase(),
        attributes: shout(order.attributes),
        lines: order.lines.map((line) => ({
          ...line,
          sku: line.sku?.toLowerCase() ?? null,
          productTags: line.productTags.map((tag) => tag.toUpperCase()).toReversed(),
          properties: shout(line.properties),
        })),
      }
      expect(brief(verdictOf(loud, contract).asked)).toEqual(
        brief(verdictOf(order, contract).asked),
      )
    }),
  )
})

test('a rule more never makes an order more complete', () => {
  fc.assert(
    fc.property(orders, contracts, (order, contract) => {
      const fewer = { ...contract, rules: contract.rules.slice(1) }
      const open = new Set(verdictOf(order, contract).open.map(({ id }) => id))
      for (const { id } of verdictOf(order, fewer).open) expect(open.has(id)).toBe(true)
    }),
  )
})

test('a dear order is asked exactly from the amount on that the rule names', () => {
  const contract = contractShape.parse({
    needs: [{ key: 'a', label: { en: 'A' }, from: { kind: 'order_note', name: '' }, type: 'text' }],
    rules: [
      { name: 'r', when: { valueFrom: '10.00', valueBelow: '20', currency: 'EUR' }, needs: ['a'] },
    ],
  })
  fc.assert(
    fc.property(fc.nat(3000), orders, (minor, order) => {
      const total = { ...money('0', 'EUR'), minor: BigInt(minor) }
      const lines = order.lines.filter(({ quantity }) => quantity > 0)
      const asks = verdictOf({ ...order, total, lines }, contract).asked.length === 1
      expect(asks).toBe(lines.length > 0 && minor >= 1000 && minor < 2000)
    }),
  )
})
