import type { ReturnState } from '../journey/return.ts'
import { showDay } from '../journey/show-time.ts'
import type { Language } from '../kernel/language.ts'
import { type Money, showMoney } from '../kernel/money.ts'
import type { OrderReturns } from '../stages/returns/index.server.ts'
import {
  quantityField,
  type RequestProblem,
  reasonChoices,
  reasonField,
  returnWords,
  type TypedRequest,
} from '../stages/returns/index.ts'

type OneReturn = OrderReturns['returns'][number]

const steps = ['requested', 'approved', 'received', 'inspected', 'settled'] as const
const placeOf: Readonly<Record<ReturnState, number | null>> = {
  requested: 0,
  approved: 1,
  received: 2,
  inspected: 3,
  settled: 4,
  declined: null,
  cancelled: null,
}
type SayReturn = ReturnType<typeof returnWords.in>

/** What a customer is told in each state. */
function told(one: OneReturn, refund: Money, language: Language) {
  const say = returnWords.in(language)
  switch (one.state) {
    case 'requested':
      return { tone: 'good', title: say('requested_title'), text: say('requested_text') } as const
    case 'approved':
      return { tone: 'info', title: say('approved_title'), text: '' } as const
    case 'received':
      return { tone: 'good', title: say('received_title'), text: say('received_text') } as const
    case 'inspected':
      return { tone: 'good', title: say('inspected_title'), text: say('inspected_text') } as const
    case 'settled':
      return refund.minor > 0n
        ? ({
            tone: 'good',
            title: say('refunded_title', { refund: showMoney(refund, language) }),
            text: say('refunded_text'),
          } as const)
        : ({ tone: 'info', title: say('closed_title'), text: say('closed_text') } as const)
    case 'declined':
      return { tone: 'bad', title: say('declined_title'), text: one.declineNote } as const
    case 'cancelled':
      return { tone: 'info', title: say('cancelled_title'), text: '' } as const
  }
}

function returnView(one: OneReturn, all: OrderReturns) {
  const now = placeOf[one.state]
  const refund = { minor: BigInt(one.refundMinor), currency: all.currency }
  return {
    ...{ id: one.id, number: one.number, lines: one.lines, ...told(one, refund, all.language) },
    sendTo: one.state === 'approved' ? all.sendTo : [],
    stages:
      now === null
        ? []
        : steps.map((step, at) => ({
            label: returnWords.in(all.language)(`step_${step}`),
            state:
              at < now || one.state === 'settled'
                ? ('done' as const)
                : at === now
                  ? ('now' as const)
                  : ('coming' as const),
            note: at === 0 ? showDay(one.requestedAt, all.language, all.timeZone) : '',
          })),
  }
}

const sayProblem = (say: SayReturn, { kind, most }: RequestProblem): string =>
  kind === 'too_many' || kind === 'long_note' ? say(kind, { most }) : say(kind)

/** An order's returns as its customer's page shows them, with what was typed. */
export function returnsView(
  all: OrderReturns,
  typed: TypedRequest,
  wrong: readonly RequestProblem[],
) {
  const say = returnWords.in(all.language)
  const problems = wrong.map((one) => ({ field: one.field, text: sayProblem(say, one) }))
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.text ?? ''
  return {
    ...{ orderName: all.orderName, language: all.language },
    returns: all.returns.map((one) => returnView(one, all)),
    reasons: reasonChoices(all.language),
    ...{ note: typed.note, problems },
    goods: all.goods.map(({ priceMinor, ...line }) => {
      const was = typed.lines[line.id]
      const quantity = quantityField(line.id)
      const reason = reasonField(line.id)
      return {
        ...line,
        price: showMoney({ minor: BigInt(priceMinor), currency: all.currency }, all.language),
        quantity: { name: quantity, value: was?.quantity ?? '', error: errorOf(quantity) },
        reason: { name: reason, value: was?.reason ?? '', error: errorOf(reason) },
      }
    }),
  }
}
