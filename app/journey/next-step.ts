/** Who can be the owner of a next step. `system`: the app itself, by a job that is already booked. */
export const teams = [
  'system',
  'customer',
  'office',
  'finance',
  'warehouse',
  'partner',
  'carrier',
  'care',
] as const
export type Team = (typeof teams)[number]

/** What is to be done next, in the merchant's words. One list, so that boards and filters agree. */
const steps = {
  check: 'Check that nothing is missing',
  correct: 'Complete the missing details',
  call_for_details: 'Call the customer for the missing details',
  confirm: 'Confirm the order',
  call_to_confirm: 'Call the customer to confirm',
  distribute: 'Give each department its part',
  decide_route: 'Decide who ships it',
  reserve: 'Reserve the goods',
  restock: 'Get stock in',
  pick: 'Pick',
  pack: 'Pack',
  label: 'Buy the label',
  hand_over: 'Hand over to the carrier',
  book_in_store: 'Book the fulfilment in the store',
  send_digital: 'Send the digital goods',
  ask_partner: 'Send the request to the partner',
  answer_request: 'Accept or reject the request',
  ship_by_partner: 'Ship and report the tracking number',
  collect: 'Collect at the counter',
  carry: 'Bring it to the customer',
  chase_carrier: 'Ask the carrier what happened',
  look_at_return: 'Decide about the returned goods',
  ask_feedback: 'Ask how it was',
  answer_survey: 'Answer the survey',
  call_care: 'Call the customer',
  approve_return: 'Approve or decline the return',
  send_back: 'Send the goods back',
  inspect: 'Inspect the returned goods',
  refund: 'Refund',
  decide_hold: 'Decide about what holds it',
  decide_duplicate: 'Decide whether it is the same order twice',
  look: 'Look at what went wrong',
} as const
export type Step = keyof typeof steps

export const isStep = (raw: string): raw is Step => Object.hasOwn(steps, raw)
export const stepLabel = (raw: string | null): string =>
  raw === null ? '' : isStep(raw) ? steps[raw] : raw

/** One owner, one next step, one due time: every open thing carries all three. */
export interface NextStep {
  readonly owner: Team
  readonly step: Step
  readonly dueAt: Date
}
