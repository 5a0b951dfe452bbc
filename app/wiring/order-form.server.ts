import type { AskedField, FormProblem, FormVerdict } from '../journey/form-verdict.ts'
import { readSettings } from '../journey/settings.ts'
import type { ShopId } from '../kernel/ids.ts'
import { languageOf, languages } from '../kernel/language.ts'
import { type ShopTx, withShop } from '../platform/db.server.ts'
import { readContract } from '../stages/check/index.server.ts'
import {
  type AnswerProblem,
  type Asked,
  aboutOf,
  type ContractVersion,
  countryChoices,
  decideComplete,
  fieldOf,
  isNeed,
  kindOf,
  type Missing,
  missingForMerchant,
  readRegion,
  verdictOf,
} from '../stages/check/index.ts'
import { type PromisingShop, promiseFor } from '../stages/distribute/index.server.ts'
import type { ImportDeps, JudgedOrder } from '../stages/intake/index.server.ts'
import { type Services, services } from './services.server.ts'

/** How the shop works and what it calls complete, read once for any number of orders. */
interface ShopRules extends PromisingShop {
  readonly currency: string
  readonly domain: string
  readonly contract: ContractVersion
}

async function readRules(tx: ShopTx): Promise<ShopRules> {
  const row = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { timeZone: true, country: true, currency: true, domain: true, settings: true },
  })
  const { timeZone, country, currency, domain } = row
  const settings = readSettings(row.settings)
  return {
    shop: { timeZone, country },
    currency,
    domain,
    settings,
    contract: await readContract(tx),
  }
}

export const readShopRules = ({ db }: Pick<Services, 'db'>, shop: ShopId): Promise<ShopRules> =>
  withShop(db, shop, readRules)

/** Field of the form for a word of the check. */
function problemOf(word: Missing): FormProblem {
  const text = `Needs ${missingForMerchant(word)}`
  switch (kindOf(word)) {
    case 'lines':
      return { field: 'products', text: 'Needs an article' }
    case 'item':
      return { field: `line:${word.split(':')[1] ?? ''}`, text }
    case 'shipping_line':
      return { field: 'shipping', text: 'Needs a delivery option' }
    default:
      return { field: fieldOf(word), text }
  }
}

const english = languageOf('en')
const inEnglish = (texts: Asked['need']['label']): string =>
  texts[english] || Object.values(texts).find((text) => text) || ''

function answerWords({ need }: Asked, problem: AnswerProblem): string {
  const label = inEnglish(need.label) || need.key
  switch (problem) {
    case 'missing':
      return `Needs ${label}`
    case 'too_long':
      return `${label}: at most ${need.longest ?? 1000} characters`
    case 'not_a_choice':
      return `${label}: one of ${need.choices.join(', ')}`
    case 'form':
    case 'pattern':
      return `${label} is not written as it must be`
  }
}

const askedField = ({ id, need, line }: Asked): AskedField => ({
  id,
  label: inEnglish(need.label) || need.key,
  help: inEnglish(need.help),
  type: need.type,
  choices: need.choices,
  longest: need.longest,
  place: { ...need.from, line },
})

/**
 * The check's verdict on an order that is not in the store yet: the same functions that judge every
 * order that is, with the same contract.
 */
export function judgeBy({ shop, settings, contract }: ShopRules) {
  return (order: JudgedOrder): FormVerdict => {
    const facts = {
      ...order,
      contract,
      contactNeeded: settings.contactNeeded,
      doubtfulDetails: settings.doubtfulDetails,
      shopCountry: shop.country,
      waived: [],
    }
    const complete = decideComplete(facts)
    const verdict = verdictOf(facts)
    const problems = complete.ok
      ? []
      : complete.refusal.map((word) => needProblem(word, verdict.open) ?? problemOf(word))
    return {
      complete: complete.ok,
      problems,
      asked: verdict.asked.map(askedField),
      contractVersion: verdict.version,
    }
  }
}

/** What the shop's own contract asks has a field of its own. */
function needProblem(word: Missing, open: readonly Asked[]): FormProblem | null {
  const asked = isNeed(word) ? open.find(({ id }) => id === aboutOf(word)) : undefined
  return asked?.problem ? { field: asked.id, text: answerWords(asked, asked.problem) } : null
}

const namedCountries = new Map<string, string>()

/** A country by its code or its name in one of our languages. */
function countryNamed(raw: string): string | null {
  if (namedCountries.size === 0)
    for (const { code } of countryChoices('en')) {
      namedCountries.set(code.toLowerCase(), code)
      for (const language of languages) {
        const name = new Intl.DisplayNames([language], { type: 'region' }).of(code)
        if (name) namedCountries.set(name.toLowerCase(), code)
      }
    }
  return namedCountries.get(raw.normalize('NFC').trim().toLowerCase()) ?? null
}

/** Everything the order form works with, joined to the rooms it may not know. */
export function formDeps(open: Pick<Services, 'db' | 'vaults' | 'shop'> = services()): ImportDeps {
  return {
    ...open,
    rooms: {
      judge: async (shop) => judgeBy(await readShopRules(open, shop)),
      countryCode: countryNamed,
      regionCode: (country, raw) => readRegion(country, raw)?.code ?? null,
    },
  }
}

/** The day that can be promised for an order taken now. */
export const promisedDay = (order: JudgedOrder, rules: ShopRules, now: Date): Date =>
  promiseFor(
    now,
    { way: order.deliveryKind, country: order.buyer.shipTo?.countryCode ?? rules.shop.country },
    rules,
  ).promisedAt
