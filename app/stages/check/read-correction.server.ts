import { addressForPeople } from '../../journey/buyer.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import type { OrderState } from '../../journey/order.ts'
import { readOrderState } from '../../journey/read-state.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { type Language, languageOf } from '../../kernel/language.ts'
import { withShop } from '../../platform/db.server.ts'
import { asked, askedOf } from './asked.ts'
import { decideComplete, decideDoubts } from './complete.ts'
import { isWaiting } from './correct.server.ts'
import { type Answers, type FieldName, fieldsToShow } from './correction-fields.ts'
import { type CorrectionField, correctionForm } from './correction-form.ts'
import type { FieldProblem } from './decide-correction.ts'
import type { CheckDeps } from './deps.server.ts'
import { isForCustomer, type Missing, missingForMerchant } from './missing.ts'
import { readOrders } from './read-orders.server.ts'

export interface CorrectionPage {
  readonly orderName: string
  readonly state: OrderState
  /** Whether anything is still asked of anybody. */
  readonly waiting: boolean
  readonly cancelled: boolean
  /** The customer's; English for the office. */
  readonly language: Language
  /** Something may be right as it stands: the page lets the customer say so. */
  readonly doubted: boolean
  /** What the customer is asked for, one sentence each. */
  readonly asked: readonly string[]
  /** What is missing, in the merchant's words, and whether only the shop can decide it. */
  readonly missing: readonly {
    readonly word: Missing
    readonly text: string
    readonly forCustomer: boolean
  }[]
  readonly fields: readonly CorrectionField[]
  /** The address as far as it is known. */
  readonly addressSoFar: readonly string[]
}

export interface CorrectionShown {
  /** Every field, not only those in doubt. */
  readonly all: boolean
  /** What was typed before and did not do. */
  readonly typed: Answers
  readonly problems: readonly FieldProblem[]
  /** For the shop's own people: in English. */
  readonly forOffice?: boolean
}

/** One order as its correction page shows it; null when there is no such order. */
export async function readCorrection(
  deps: Pick<CheckDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: OrderId,
  { all, typed, problems, forOffice = false }: CorrectionShown,
): Promise<CorrectionPage | null> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const face = await readLetterShop(tx)
    const { orders } = await readOrders(tx, vault, face, [id])
    const [order] = orders
    if (!order) return null
    const answer = decideComplete(order.facts)
    const wrong = answer.ok ? [] : answer.refusal
    // What only looks wrong is asked along, where something is asked anyway.
    const doubts = decideDoubts(order.facts)
    const missing = wrong.length === 0 ? [] : [...new Set([...wrong, ...doubts])]
    const state = readOrderState(order.row.state)
    const { shipTo } = order.facts.buyer
    const language = forOffice ? 'en' : languageOf(order.row.locale)
    const of = askedOf(order, language)
    const errors: Partial<Record<FieldName, string>> = {}
    for (const { field, text } of problems) errors[field] ??= text
    return {
      orderName: order.row.name,
      state,
      waiting: isWaiting(order, !forOffice),
      cancelled: state === 'cancelled' || order.row.cancelledAt !== null,
      language,
      asked: asked(missing, of),
      doubted: doubts.length > 0,
      missing: missing.map((word) => ({
        word,
        text: missingForMerchant(word),
        forCustomer: isForCustomer(word),
      })),
      fields: correctionForm(order.facts, {
        names: fieldsToShow(order.facts, missing, all),
        typed,
        errors,
        language,
      }),
      addressSoFar:
        order.facts.deliveryKind === 'shipping' && shipTo ? addressForPeople(shipTo, language) : [],
    }
  })
}
