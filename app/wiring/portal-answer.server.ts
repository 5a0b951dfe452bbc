import {
  type AnswerOutcome,
  type AnswerRefusal,
  acceptRequest,
  confirmCancel,
  type PartnerCaller,
  refuseCancel,
  rejectRequest,
  reportShipped,
} from '../stages/handoff/index.server.ts'
import { isRejectReason } from '../stages/handoff/index.ts'
import { services } from './services.server.ts'

/** What the portal says after an answer counted, by the word in the page's address. */
const said: Readonly<Record<string, string>> = {
  accept: 'Accepted. Ship it and report the tracking number here.',
  reject: 'Rejected. The shop was told.',
  ship: 'Reported as shipped. Thank you.',
  confirm_cancel: 'Stopped. The shop was told that nothing is sent.',
  refuse_cancel: 'The shop was told that it goes out.',
}
export const saidWords = (answer: string | null): string | null => said[answer ?? ''] ?? null

export type FormAnswer =
  | { readonly kind: 'done'; readonly answer: string }
  | { readonly kind: 'refused'; readonly words: string; readonly problems: readonly string[] }

const refused = (words: string, problems: readonly string[] = []): FormAnswer => ({
  kind: 'refused',
  words,
  problems,
})

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/** Gives one answer that came by the portal's form. */
export async function answerByForm(
  caller: PartnerCaller,
  id: string,
  form: FormData,
): Promise<FormAnswer> {
  const answer = text(form, 'answer')
  const outcome = await give(caller, id, answer, form)
  if (outcome === null) return refused('The form was sent without an answer.')
  if ('kind' in outcome) return outcome
  return outcome.ok ? { kind: 'done', answer } : refusalShown(outcome.refusal)
}

async function give(
  caller: PartnerCaller,
  id: string,
  answer: string,
  form: FormData,
): Promise<AnswerOutcome | FormAnswer | null> {
  const open = services()
  switch (answer) {
    case 'accept': {
      const reference = text(form, 'reference').slice(0, 100)
      return acceptRequest(open, caller, id, { reference: reference || null })
    }
    case 'reject': {
      const reason = text(form, 'reason')
      if (!isRejectReason(reason)) return refused('Choose why you reject it.')
      const note = text(form, 'note').slice(0, 500)
      return rejectRequest(open, caller, id, { reason, note: note || null })
    }
    case 'ship':
      return shipByForm(caller, id, form)
    case 'confirm_cancel':
      return confirmCancel(open, caller, id)
    case 'refuse_cancel':
      return refuseCancel(open, caller, id)
    default:
      return null
  }
}

async function shipByForm(caller: PartnerCaller, id: string, form: FormData) {
  const carrier = text(form, 'carrier').slice(0, 60)
  const numbers = text(form, 'tracking')
    .split(/[\s,;]+/)
    .filter(Boolean)
  const lines = [...form].flatMap(([name, value]) =>
    name.startsWith('line:') ? [{ lineId: name.slice(5), quantity: Number(value) }] : [],
  )
  const problems = [
    ...(carrier ? [] : ['Name the carrier.']),
    ...numbers.filter((one) => one.length > 60).map((one) => `${one.slice(0, 20)}… is too long.`),
    ...(lines.every(({ quantity }) => Number.isInteger(quantity) && quantity >= 0)
      ? []
      : ['Pieces are whole numbers.']),
  ]
  if (problems.length > 0) return refused('Nothing was reported yet:', problems)
  return reportShipped(services(), caller, id, {
    carrier,
    tracking: numbers.map((number) => ({ number, url: null })),
    lines: lines.length > 0 ? lines : null,
  })
}

function refusalShown(refusal: AnswerRefusal): FormAnswer {
  switch (refusal.kind) {
    case 'not_found':
      return refused('There is no request of yours at this address.')
    case 'answer_not_possible':
      return refused(`This does not fit any more: ${refusal.why}.`)
    case 'bad_report':
      return refused('Nothing was reported yet:', refusal.problems)
    case 'shipped_otherwise':
      return refused('It was reported as shipped before, with other tracking numbers:', [
        ...refusal.trackingNumbers,
      ])
  }
}
