import { catalogue } from './catalogue/index.ts'
import type { ProductRow } from './catalogue/rows.ts'
import type { Random } from './random.ts'
import type { SeedOrder } from './shapes.ts'

type Line = SeedOrder['lines'][number]

/** What an order is made of; `pickup` only takes what lies on the shop floor. */
export type Basket =
  | 'goods'
  | 'pickup'
  | 'digital'
  | 'gift_card'
  | 'goods_and_digital'
  | 'own_and_partner'

interface Choice {
  readonly row: ProductRow
  readonly sku: string
}

type Weighted = readonly (readonly [weight: number, choice: Choice])[]

function choices(keep: (row: ProductRow) => boolean): Weighted {
  return catalogue
    .filter((row) => row.popular > 0 && keep(row))
    .flatMap((row) =>
      row.variants.flatMap(([sku]) =>
        sku === null ? [] : [[row.popular / row.variants.length, { row, sku }] as const],
      ),
    )
}

const isGoods = (row: ProductRow): boolean => (row.kind ?? 'physical') === 'physical'
const goods = choices(isGoods)
const onShopFloor = choices((row) => row.stocking === 'shop' || row.stocking === 'everywhere')
const digital = choices((row) => row.kind === 'digital')
const giftCards = choices((row) => row.kind === 'gift_card')
const partnerOnly = choices((row) => row.stocking === 'partner')
const ownOnly = choices((row) => row.stocking === 'own' || row.stocking === 'shop')

const engravings = [
  'A. & J. 2026',
  'Für Oma',
  'Keep Calm',
  '愛',
  'Bon vent !',
  'מזל טוב',
  'شكراً',
  'Δ',
]
const giftTexts = [
  'Happy birthday! Love from all of us x',
  'Alles Gute zum Einzug, eure Müllers',
  'Bon anniversaire Mémé ❤',
  'お誕生日おめでとうございます',
  'Thanks & see you <soon> "again"',
]

function propertiesOf(random: Random, row: ProductRow): Line['properties'] {
  if (row.personal === 'engraving' && random.chance(0.3)) {
    return [
      { name: 'Engraving', value: random.pick(engravings) },
      { name: 'Font', value: random.pick(['Serif', 'Script', 'Block']) },
    ]
  }
  if (row.personal === 'gift_text' && random.chance(0.25)) {
    return [
      { name: 'Gift text', value: random.pick(giftTexts) },
      { name: '_gift_wrap', value: 'true' },
    ]
  }
  return []
}

function quantityOf(random: Random, row: ProductRow): number {
  if (row.tags.includes('heavy') || row.tags.includes('high-value')) return 1
  return random.weighted([
    [74, 1],
    [17, 2],
    [5, 3],
    [3, 4],
    [1, 12],
  ] as const)
}

function linesOf(random: Random, from: Weighted, count: number): Line[] {
  const taken = new Set<string>()
  const lines: Line[] = []
  for (let at = 0; at < count; at += 1) {
    const { row, sku } = random.weighted(from.filter(([, choice]) => !taken.has(choice.sku)))
    taken.add(sku)
    const properties = propertiesOf(random, row)
    lines.push({ sku, quantity: quantityOf(random, row), properties })
    // The same article twice with another engraving is two lines of one sku, as at Shopify.
    if (properties.some(({ name }) => name === 'Engraving') && random.chance(0.15)) {
      lines.push({ sku, quantity: 1, properties: [{ name: 'Engraving', value: 'No. 2' }] })
    }
  }
  return lines
}

const countOf = (random: Random): number =>
  random.weighted([
    [46, 1],
    [28, 2],
    [14, 3],
    [8, 4],
    [3, 6],
    [1, 9],
  ] as const)

/** The lines of one order. */
export function basketLines(random: Random, basket: Basket): readonly Line[] {
  switch (basket) {
    case 'goods':
      return linesOf(random, goods, countOf(random))
    case 'pickup':
      return linesOf(random, onShopFloor, Math.min(countOf(random), 4))
    case 'digital':
      return linesOf(random, digital, random.chance(0.2) ? 2 : 1).map(single)
    case 'gift_card':
      return linesOf(random, giftCards, 1)
    case 'goods_and_digital':
      return [
        ...linesOf(random, goods, random.int(1, 2)),
        ...linesOf(random, random.chance(0.5) ? digital : giftCards, 1).map(single),
      ]
    case 'own_and_partner':
      return [
        ...linesOf(random, ownOnly, random.int(1, 2)),
        ...linesOf(random, partnerOnly, random.int(1, 2)),
      ]
  }
}

const single = (line: Line): Line => ({ ...line, quantity: 1 })
