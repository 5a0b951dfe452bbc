import { data } from '@remix-run/node'
import { z } from 'zod'
import { changeSettings, currentSettings } from '../journey/change-settings.server.ts'
import { mostRules, packingRule } from '../journey/packing-rules.ts'
import { type ShopSettings, shopSettings } from '../journey/settings.ts'
import type { ShopId } from '../kernel/ids.ts'
import { decimalOf, money } from '../kernel/money.ts'
import { previewRules } from '../stages/pack/index.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

/** A rule while it is typed: lists with commas, an amount as people write it. */
const typedRule = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  quantity: z.string(),
  perPiece: z.boolean(),
  code: z.string(),
  sku: z.string(),
  must: z.boolean(),
  tags: z.string(),
  types: z.string(),
  skus: z.string(),
  countries: z.string(),
  from: z.string(),
  gift: z.string(),
})
export type TypedRule = z.infer<typeof typedRule>
const typedRules = z
  .string()
  .transform((text, context) => {
    try {
      const read: unknown = JSON.parse(text)
      return read
    } catch {
      context.addIssue('the rules are no JSON')
      return z.NEVER
    }
  })
  .pipe(z.array(typedRule).max(mostRules))

const currencyOf = async (id: ShopId) =>
  (await services().db.shop.findUniqueOrThrow({ where: { id }, select: { currency: true } }))
    .currency

/** What the page shows: the rules as they are typed, and how gifts are known. */
export async function packingRules(shop: ShopId) {
  const settings = await currentSettings(services(), shop)
  const currency = await currencyOf(shop)
  const { weighEvery, giftNames, giftMarks, giftTags, giftFromNote } = settings
  return {
    ...{ currency, weighEvery, giftNames, giftMarks, giftTags, giftFromNote },
    rules: settings.packingRules.map(
      (rule): TypedRule => ({
        ...rule,
        quantity: String(rule.quantity),
        ...{ tags: rule.tags.join(', '), types: rule.types.join(', ') },
        ...{ skus: rule.skus.join(', '), countries: rule.countries.join(', ') },
        from: rule.fromMinor === null ? '' : decimalOf({ minor: BigInt(rule.fromMinor), currency }),
      }),
    ),
  }
}

const words = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** NaN is refused with the field's own words. */
function minorOf(text: string, currency: string): number | null {
  if (text.trim() === '') return null
  try {
    return Number(money(text.trim().replace(',', '.'), currency).minor)
  } catch {
    return Number.NaN
  }
}

const untyped = (rule: TypedRule, currency: string) => ({
  ...rule,
  quantity: Number(rule.quantity.trim() || 'none'),
  ...{ tags: words(rule.tags), types: words(rule.types), skus: words(rule.skus) },
  countries: words(rule.countries).map((one) => one.toUpperCase()),
  fromMinor: minorOf(rule.from, currency),
})

const fieldWords: Readonly<Record<string, string>> = {
  quantity: 'how many is a whole number from 1 to 99',
  fromMinor: 'the order value is an amount, such as 50 or 49.90',
}

/** Rules as they were typed; or what is wrong, by the rule's id: `{ <id>: "how many: a whole number …" }`. */
function readRules(typed: readonly TypedRule[], currency: string) {
  const wrong: Record<string, string> = {}
  const rules = typed.flatMap((one) => {
    const read = packingRule.safeParse(untyped(one, currency))
    if (read.success) return [read.data]
    const [issue] = read.error.issues
    const field = String(issue?.path[0] ?? '')
    wrong[one.id] = fieldWords[field] ?? issue?.message ?? 'not complete'
    return []
  })
  return { rules, wrong }
}

/** Saves all of it or nothing; or, with `intent=preview`, says what it would do for an order without saving. */
export async function packingRulesAction(request: Request, shop: ShopId) {
  const form = await readForm(request)
  const text = (name: string) => String(form.get(name) ?? '')
  const currency = await currencyOf(shop)
  const typed = typedRules.safeParse(text('rules'))
  if (!typed.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  const { rules, wrong } = readRules(typed.data, currency)
  if (Object.keys(wrong).length > 0)
    return data({ kind: 'wrong_rules' as const, wrong }, { status: 409 })
  const wanted = {
    ...(await currentSettings(services(), shop)),
    ...{ packingRules: rules, weighEvery: form.get('weighEvery') === 'on' },
    ...{ giftNames: words(text('giftNames')), giftMarks: words(text('giftMarks')) },
    ...{ giftTags: words(text('giftTags')), giftFromNote: form.get('giftFromNote') === 'on' },
  }
  if (form.get('intent') === 'preview') return preview(shop, { wanted, name: text('order') })
  const answer = await changeSettings(services(), shop, wanted)
  return answer.ok
    ? data({ kind: 'saved' as const })
    : data({ kind: 'wrong_settings' as const, fields: answer.refusal.fields }, { status: 409 })
}

async function preview(
  shop: ShopId,
  { wanted, name }: { readonly wanted: ShopSettings; readonly name: string },
) {
  const settings = shopSettings.safeParse(wanted)
  const found = settings.success
    ? await previewRules(services(), shop, { name, settings: settings.data })
    : null
  return found
    ? data({ kind: 'preview' as const, ...found })
    : data({ kind: 'no_order' as const }, { status: 404 })
}
