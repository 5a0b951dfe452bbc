import { emptyForm, type FormContent } from '../../../journey/order-form.ts'
import { minorDigits } from '../../../kernel/money.ts'
import type { FileOrder } from './group-orders.ts'

/** How the shop and the world call things; wiring knows. */
export interface ReadingShop {
  readonly country: string
  readonly currency: string
  /** ISO code of a country by its code or name; null when it is none. */
  readonly countryCode: (raw: string) => string | null
  readonly regionCode: (country: string, raw: string) => string | null
}

const paidWords = ['paid', 'yes', 'bezahlt', 'payé', 'pagado', 'betaald']
const linkWords = ['', 'link', 'open', 'unpaid', 'no', 'offen', 'pending']

/** "4.90" and "4,90" in minor units; null for anything else. */
function readPrice(raw: string, currency: string): string | null {
  const found = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(raw.replace(/[\s€$£]/g, ''))
  if (!found) return null
  const places = minorDigits(currency)
  const fraction = found[2] ?? ''
  if (fraction.length > places && /[1-9]/.test(fraction.slice(places))) return null
  return String(BigInt((found[1] ?? '0') + fraction.slice(0, places).padEnd(places, '0')))
}

/** "Anna Maria Kos" is Anna Maria, Kos. */
function namesOf({ said }: FileOrder) {
  const first = said.first_name ?? ''
  const last = said.last_name ?? ''
  if (first || last || !said.name) return { firstName: first, lastName: last }
  const words = said.name.split(/\s+/)
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' }
}

/** What stands in the file as it is, whatever it is worth. */
const textsOf = ({ said }: FileOrder) => ({
  email: said.email ?? '',
  phone: said.phone ?? '',
  company: said.company ?? '',
  address1: said.address1 ?? '',
  address2: said.address2 ?? '',
  city: said.city ?? '',
  zip: said.zip ?? '',
  note: said.note ?? '',
  departmentNote: said.department_note ?? '',
})

const collectWords = /^(collect|collected|pickup|pick up|abholung)$/i

/** How it is to be brought. A price that is not named is the store's. */
function bringing({ said }: FileOrder, { currency }: ReadingShop) {
  const title = said.delivery ?? ''
  const raw = said.delivery_price ?? ''
  const priceMinor = raw === '' ? null : readPrice(raw, currency)
  const reasons = raw !== '' && priceMinor === null ? [`“${raw}” is no price of delivery`] : []
  if (collectWords.test(title)) return { deliver: 'collect' as const, shipping: null, reasons }
  const shipping = title === '' ? null : { handle: null, title, priceMinor, currency }
  return { deliver: 'ship' as const, shipping, reasons }
}

function paying({ said }: FileOrder) {
  const word = (said.payment ?? '').toLowerCase()
  if (paidWords.includes(word)) return { payment: 'paid' as const, reasons: [] }
  const reasons = linkWords.includes(word)
    ? []
    : [`“${said.payment}” says not whether it is paid: write paid or link`]
  return { payment: 'link' as const, reasons }
}

function goingTo({ said }: FileOrder, shop: ReadingShop) {
  const country = said.country ? shop.countryCode(said.country) : shop.country
  if (country === null)
    return { country: '', region: '', reasons: [`“${said.country}” is no country`] }
  const region = said.region ? (shop.regionCode(country, said.region) ?? said.region) : ''
  return { country, region, reasons: [] }
}

/** An order of a file as the form has one, without its articles; and what could not be read. */
export function fileContent(
  order: FileOrder,
  shop: ReadingShop,
): { readonly content: FormContent; readonly reasons: readonly string[] } {
  const { country, region, reasons: ofPlace } = goingTo(order, shop)
  const { deliver, shipping, reasons: ofBringing } = bringing(order, shop)
  const { payment, reasons: ofPayment } = paying(order)
  const content: FormContent = {
    ...emptyForm(country),
    ...namesOf(order),
    ...textsOf(order),
    ...{ region, deliver, shipping, payment },
    channel: 'csv',
    attributes: [...order.attributes],
    metafields: [...order.metafields],
  }
  return { content, reasons: [...ofPlace, ...ofBringing, ...ofPayment] }
}
