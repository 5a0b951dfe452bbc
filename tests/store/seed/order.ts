import { amountText, exchange, minorUnits } from '../records/money.ts'
import { drawFaults, type Fault, foreignPostcode, halfEmpty } from './faults.ts'
import { drawLater } from './later.ts'
import { type Basket, basketLines } from './lines.ts'
import { asTyped, type Person, personOf } from './people.ts'
import { type Random, randomOf } from './random.ts'
import type { Maybe, SeedAddress, SeedOrder } from './shapes.ts'

const notes = [
  'Please leave it with the neighbour at no. 4',
  'Bitte neutral verpacken, es ist ein Geschenk!',
  'Code portail 4512B, merci 🙏',
  'ギフト包装をお願いします。',
  'Do NOT send before Monday – we are away',
  'Ring twice, the bell is <b>very</b> quiet & the dog is not',
  'اتصل قبل التوصيل من فضلك',
  'No invoice in the box please',
]

const baskets: readonly (readonly [weight: number, basket: Basket])[] = [
  [71, 'goods'],
  [8, 'pickup'],
  [5, 'digital'],
  [3, 'gift_card'],
  [6, 'goods_and_digital'],
  [7, 'own_and_partner'],
]

const deliveryOf = (basket: Basket): SeedOrder['delivery'] =>
  basket === 'pickup'
    ? 'pickup'
    : basket === 'digital' || basket === 'gift_card'
      ? 'none'
      : 'shipping'

const postage: Readonly<Record<string, string>> = {
  IE: '5.90',
  GB: '8.90',
  US: '24.90',
  CA: '24.90',
}
const euroNeighbours = ['DE', 'FR', 'NL', 'ES', 'IT', 'PL', 'SE', 'GR', 'BG']

function shippingLineOf(
  random: Random,
  delivery: SeedOrder['delivery'],
  person: Person,
): SeedOrder['shippingLine'] {
  if (delivery === 'none') return null
  if (delivery === 'pickup')
    return { title: 'Kinsale shop', code: 'PICKUP', price: inBuyers('0.00', person) }
  const { code } = person.country
  const base = postage[code] ?? (euroNeighbours.includes(code) ? '12.90' : '29.90')
  const [title, name, price] = random.weighted([
    [70, [code === 'IE' ? 'Standard' : 'Standard international', 'STANDARD', base]],
    [18, ['Express', 'EXPRESS', (Number(base) * 2).toFixed(2)]],
    [12, ['Free shipping', 'FREE', '0.00']],
  ] as const)
  return { title, code: name, price: inBuyers(price, person) }
}

/** A price in euro in the currency the buyer pays in. */
function inBuyers(euro: string, { country }: Person): string {
  return amountText(exchange(minorUnits(euro, 'EUR'), 'EUR', country.currency), country.currency)
}

function shippingAddressOf(
  random: Random,
  delivery: SeedOrder['delivery'],
  person: Person,
  faults: readonly Fault[],
): Maybe<SeedAddress> {
  if (faults.includes('address_null')) return null
  if (faults.includes('address_absent')) return 'absent'
  if (faults.includes('address_half_empty')) return halfEmpty(random, person.address)
  if (faults.includes('postcode_of_another_country')) {
    return { ...person.address, zip: foreignPostcode(random, person) }
  }
  if (delivery === 'shipping') return person.address
  return delivery === 'none' && random.chance(0.3) ? person.address : null
}

function billingAddressOf(
  random: Random,
  seed: number,
  n: number,
  buyer: Person,
): Maybe<SeedAddress> {
  return random.weighted<Maybe<SeedAddress>>([
    [80, buyer.address],
    [11, personOf(seed, n + 1_000_000).address],
    [7, null],
    [2, 'absent'],
  ])
}

function customerOf(
  random: Random,
  person: Person,
  faults: readonly Fault[],
): SeedOrder['customer'] {
  if (faults.includes('customer_null')) return random.chance(0.5) ? null : 'absent'
  return {
    firstName: person.firstName ?? '',
    lastName: person.lastName,
    email: person.email,
    phone: random.chance(0.6) ? person.phone : null,
  }
}

const emailOf = (person: Person, faults: readonly Fault[]): Maybe<string> =>
  faults.includes('email_empty') ? '' : faults.includes('email_absent') ? 'absent' : person.email

const moneyOf = (random: Random, source: SeedOrder['sourceName']): SeedOrder['financialStatus'] =>
  source === 'shopify_draft_order'
    ? random.weighted([
        [60, 'paid'],
        [40, 'pending'],
      ] as const)
    : random.weighted([
        [95, 'paid'],
        [3, 'pending'],
        [2, 'partially_refunded'],
      ] as const)

/** The nth order of a seed; nothing outside (seed, n) goes into it. */
export function orderOf(seed: number, n: number): SeedOrder {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`no order number ${n}`)
  const random = randomOf(seed, 'order', n)
  const person = personOf(seed, n > 0 && random.chance(0.15) ? random.int(0, n - 1) : n)
  const basket = random.weighted(baskets)
  const delivery = deliveryOf(basket)
  const lines = basketLines(random, basket)
  const faults = drawFaults(random, delivery, person)
  const sourceName = random.weighted([
    [86, 'web'],
    [7, 'shopify_draft_order'],
    [4, 'pos'],
    [3, 'phone'],
  ] as const)
  const shippingLine = shippingLineOf(random, delivery, person)
  return {
    email: emailOf(person, faults),
    phone: random.chance(0.4) ? asTyped(random, person.phone) : null,
    customer: customerOf(random, person, faults),
    shippingAddress: shippingAddressOf(random, delivery, person, faults),
    billingAddress: billingAddressOf(random, seed, n, person),
    currency: person.country.currency,
    locale: person.country.locale,
    lines,
    shippingLine: faults.includes('no_shipping_line') ? null : shippingLine,
    delivery,
    financialStatus: moneyOf(random, sourceName),
    sourceName,
    note: random.chance(0.14) ? random.pick(notes) : null,
    tags: random.chance(0.12) ? [random.pick(['vip', 'wholesale', 'gift', 'newsletter'])] : [],
    later: drawLater(random, lines),
    faults,
    truth: {
      email: person.email,
      phone: person.phone,
      address: delivery === 'shipping' ? person.address : null,
    },
  }
}
