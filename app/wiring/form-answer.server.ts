import type { FormVerdict } from '../journey/form-verdict.ts'
import type { FormContent } from '../journey/order-form.ts'
import { showDay } from '../journey/show-time.ts'
import { Fault, MovedMeanwhile, ProviderUnavailable } from '../kernel/faults.ts'
import { gid, type ShopId } from '../kernel/ids.ts'
import type { Store } from '../providers/shop/contract.ts'
import type {
  CustomerFound,
  DeliveryOption,
  Quote,
  VariantFound,
} from '../providers/shop/draft-calls.ts'
import { regionsOf } from '../stages/check/index.ts'
import {
  cancelUnpaid,
  commitForm,
  giveMoreTime,
  judgedOrder,
  placeForm,
  readForm,
  saveForm,
  sellable,
  storePhone,
  storeRequest,
  sumOf,
} from '../stages/intake/index.server.ts'
import { formDeps, judgeBy, promisedDay, readShopRules } from './order-form.server.ts'
import { services } from './services.server.ts'

export interface FormAsk {
  readonly shop: ShopId
  readonly domain: string
  readonly by: string
}

/** A person waits for it: it goes before everything else. */
const storeOf = ({ domain }: FormAsk): Store => ({ domain, urgency: 'urgent' })

const whileTyping = 'What you typed is kept'

/**
 * What a fault of the store means for whoever types; any other fault is thrown on.
 * @param stands how what they did stands now, in a few words.
 */
function silence(fault: unknown, stands: string) {
  if (!(fault instanceof Fault)) throw fault
  const words =
    fault instanceof ProviderUnavailable
      ? `The store does not answer. ${stands}; try again in a moment.`
      : `The store could not help: ${fault.message}`
  return { kind: 'store_silent' as const, words }
}

const isPhone = (typed: string): boolean => /^\+?[\d\s()./-]{6,}$/.test(typed.trim())

/** Customers by a name, an address, a company, or the number they call from. */
export async function customersAnswer(ask: FormAsk, typed: string) {
  try {
    const { shop } = services()
    const rules = await readShopRules(services(), ask.shop)
    const number = isPhone(typed) ? storePhone(typed, rules.shop.country) : null
    const search = number === null ? { words: typed } : { phone: number }
    const found = await shop.findCustomers(storeOf(ask), search)
    return { kind: 'customers' as const, offers: found.map(customerOffer) }
  } catch (fault) {
    return silence(fault, whileTyping)
  }
}

const customerOffer = (one: CustomerFound) => ({
  gid: one.gid,
  firstName: one.firstName ?? '',
  lastName: one.lastName ?? '',
  email: one.email ?? '',
  phone: one.phone ?? one.address?.phone ?? '',
  company: one.address?.company ?? '',
  address1: one.address?.address1 ?? '',
  address2: one.address?.address2 ?? '',
  city: one.address?.city ?? '',
  region: one.address?.provinceCode ?? '',
  zip: one.address?.zip ?? '',
  country: one.address?.countryCode ?? '',
  orders: one.orders,
})

export async function productsAnswer(ask: FormAsk, typed: string) {
  try {
    const found = await services().shop.findVariants(storeOf(ask), typed)
    return { kind: 'products' as const, offers: found.map(productOffer) }
  } catch (fault) {
    return silence(fault, whileTyping)
  }
}

const productOffer = (one: VariantFound) => ({
  variantGid: one.variantGid,
  title: one.title,
  variantTitle: one.variantTitle,
  sku: one.sku,
  vendor: one.vendor,
  productType: one.productType,
  productTags: [...one.tags],
  requiresShipping: one.requiresShipping,
  giftCard: one.giftCard,
  priceMinor: String(one.price.minor),
  currency: one.price.currency,
  imageUrl: one.imageUrl,
  left: sellable(one),
})

/** Delivery options, sums and stock for what is typed so far. Nothing is made in the store. */
export async function quoteAnswer(ask: FormAsk, content: FormContent) {
  try {
    const { shop } = services()
    const store = storeOf(ask)
    const goods = content.lines.filter(({ quantity }) => quantity > 0)
    if (goods.length === 0) return { kind: 'quote' as const, options: [], sums: null, left: {} }
    const request = storeRequest(content, null)
    const [options, quote, found] = await Promise.all([
      shop.deliveryOptions(store, { ...request, shipping: null }),
      shop.quoteDraft(store, request),
      shop.variants(
        store,
        [...new Set(goods.map((line) => line.variantGid))].slice(0, 100).map(gid),
      ),
    ])
    return {
      kind: 'quote' as const,
      options: options.map(optionOffer),
      sums: sumsOf(quote),
      left: Object.fromEntries(found.map((one) => [one.variantGid, sellable(one)])),
    }
  } catch (fault) {
    return silence(fault, whileTyping)
  }
}

const optionOffer = ({ handle, title, price, kind }: DeliveryOption) => ({
  ...{ handle, title, kind },
  priceMinor: String(price.minor),
  currency: price.currency,
})

const sumsOf = ({ goods, shipping, tax, total }: Quote) => ({
  goods: String(goods.minor),
  shipping: String(shipping.minor),
  tax: String(tax.minor),
  total: String(total.minor),
  currency: total.currency,
})

/** What check and distribute say of it, for the page. */
export async function judgedAnswer(shop: ShopId, content: FormContent) {
  const rules = await readShopRules(services(), shop)
  const order = judgedOrder(content, sumOf(content, rules.currency))
  const { problems, asked }: FormVerdict = judgeBy(rules)(order)
  const day = promisedDay(order, rules, new Date())
  return {
    problems,
    asked,
    promise: showDay(day.toISOString(), 'en', rules.shop.timeZone),
    regions: regionsOf(content.country),
  }
}

export async function saveAnswer(
  { shop, by }: FormAsk,
  id: string,
  { content, version }: { readonly content: FormContent; readonly version: number },
) {
  const saved = await saveForm(services(), shop, id, { content, version, by })
  if (!saved.ok) return saved.refusal
  const judged = await judgedAnswer(shop, content)
  return { kind: 'saved' as const, version: saved.value, ...judged }
}

/** How a form stands; where its calls are still to be made, they are made now. */
export async function formAnswer(ask: FormAsk, id: string) {
  let storeSilent = false
  try {
    await placeForm(services(), ask.shop, id, storeOf(ask))
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    // Another window makes the calls right now, or the job makes them later: the page looks again.
    storeSilent = !(fault instanceof MovedMeanwhile)
  }
  const form = await readForm(services(), ask.shop, id)
  if (!form) return { kind: 'no_such_form' as const }
  const { state, version, draftName, orderName, orderId, payUrl, problem } = form
  return {
    kind: 'form' as const,
    ...{ state, version, draftName, orderName, orderId, payUrl, problem, storeSilent },
  }
}

/** The button: checked, booked once, made in the store. */
export async function commitAnswer(ask: FormAsk, id: string, version: number) {
  try {
    const store = storeOf(ask)
    const committed = await commitForm(formDeps(), ask.shop, id, { version, store })
    if (!committed.ok) return committed.refusal
  } catch (fault) {
    return silence(fault, 'Nothing is ordered yet, and what you typed is kept')
  }
  return formAnswer(ask, id)
}

/** The customer who has not paid gets as much time again. */
export async function moreTimeAnswer({ shop }: FormAsk, id: string) {
  const given = await giveMoreTime(services(), shop, id, new Date())
  return given.ok ? { kind: 'waits' as const } : given.refusal
}

/** What nobody paid is cancelled: the draft and its link go from the store. */
export async function cancelAnswer(ask: FormAsk, id: string) {
  try {
    const cancelled = await cancelUnpaid(services(), ask.shop, id, storeOf(ask))
    return cancelled.ok ? { kind: 'cancelled' as const } : cancelled.refusal
  } catch (fault) {
    return silence(fault, 'It is not cancelled yet')
  }
}
