const words: Readonly<Record<string, string>> = {
  not_found: 'This return is not there any more.',
  moved_meanwhile: 'Somebody moved this return before you. You see now where it stands.',
  wrong_count: 'There cannot be more pieces of a line than were asked for.',
  nothing_counted: 'Count at least one piece, or close the return when nothing came.',
  does_not_add_up: 'Good and damaged pieces must be as many as were received.',
  not_an_amount: 'Write the refund as an amount, for example 12.50.',
  too_much: 'More than was paid for what came cannot be given back here.',
  being_settled: 'It is being settled already.',
  not_refused: 'The store has not refused it: give the money back here.',
  nothing_refused: 'The store has been told already.',
  no_permission: 'Your role may not do this.',
  bad_form: 'Something in the form is missing.',
}

/** Why it was not done, for people. */
export const returnRefusalWords = (kind: string): string => words[kind] ?? 'It was not done.'
