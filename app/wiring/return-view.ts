import type { ReturnState } from '../journey/return.ts'
import { showDay } from '../journey/show-time.ts'
import { type Money, showMoney } from '../kernel/money.ts'
import type { OrderReturns } from '../stages/returns/index.server.ts'
import {
  quantityField,
  type RequestProblem,
  reasonChoices,
  reasonField,
  type TypedRequest,
} from '../stages/returns/index.ts'

type OneReturn = OrderReturns['returns'][number]

const steps = ['Asked for', 'You may send it', 'Arrived at the shop', 'Looked at', 'Done'] as const
const placeOf: Readonly<Record<ReturnState, number | null>> = {
  requested: 0,
  approved: 1,
  received: 2,
  inspected: 3,
  settled: 4,
  declined: null,
  cancelled: null,
}

/** What a customer is told in each state. */
function told(one: OneReturn, refund: Money) {
  switch (one.state) {
    case 'requested':
      return {
        tone: 'good',
        title: 'We have your wish',
        text: 'The shop looks at it on the next working day and answers by mail. Please send nothing before.',
      } as const
    case 'approved':
      return { tone: 'info', title: 'Please send it back now', text: '' } as const
    case 'received':
      return {
        tone: 'good',
        title: 'It arrived at the shop',
        text: 'We look at everything and then write to you about the money.',
      } as const
    case 'inspected':
      return {
        tone: 'good',
        title: 'We have looked at everything',
        text: 'Now we work out what goes back to you.',
      } as const
    case 'settled':
      return refund.minor > 0n
        ? ({
            tone: 'good',
            title: `${showMoney(refund)} went back to you`,
            text: 'The way you paid. It can take some days until you see it.',
          } as const)
        : ({ tone: 'info', title: 'This return is closed', text: 'No money went back.' } as const)
    case 'declined':
      return {
        tone: 'bad',
        title: 'The shop cannot take this back',
        text: one.declineNote,
      } as const
    case 'cancelled':
      return { tone: 'info', title: 'This return was cancelled', text: '' } as const
  }
}

function returnView(one: OneReturn, all: OrderReturns) {
  const now = placeOf[one.state]
  const refund = { minor: BigInt(one.refundMinor), currency: all.currency }
  return {
    ...{ id: one.id, number: one.number, lines: one.lines, ...told(one, refund) },
    sendTo: one.state === 'approved' ? all.sendTo : [],
    stages:
      now === null
        ? []
        : steps.map((label, at) => ({
            label,
            state:
              at < now || one.state === 'settled'
                ? ('done' as const)
                : at === now
                  ? ('now' as const)
                  : ('coming' as const),
            note: at === 0 ? showDay(one.requestedAt, 'en', all.timeZone) : '',
          })),
  }
}

/** An order's returns as its customer's page shows them, with what was typed. */
export function returnsView(
  all: OrderReturns,
  typed: TypedRequest,
  problems: readonly RequestProblem[],
) {
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.text ?? ''
  return {
    orderName: all.orderName,
    returns: all.returns.map((one) => returnView(one, all)),
    reasons: reasonChoices,
    ...{ note: typed.note, problems },
    goods: all.goods.map(({ priceMinor, ...line }) => {
      const was = typed.lines[line.id]
      const quantity = quantityField(line.id)
      const reason = reasonField(line.id)
      return {
        ...line,
        price: showMoney({ minor: BigInt(priceMinor), currency: all.currency }),
        quantity: { name: quantity, value: was?.quantity ?? '', error: errorOf(quantity) },
        reason: { name: reason, value: was?.reason ?? '', error: errorOf(reason) },
      }
    }),
  }
}
