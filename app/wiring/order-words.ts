/** What the page of one order answers, in words. */
export const orderAnswerWords = {
  closed: 'The order is closed.',
  held: 'Held. It goes on once the hold is released.',
  still_held: 'Released. Something else still holds the order.',
  goes_on: 'Released. The order goes on.',
  bad_form: 'The form could not be read. Load the page again and try once more.',
  not_there: 'This order is not there any more.',
  no_such_order: 'This order is not there any more.',
  not_finished: 'It cannot be closed: goods are still to be sent, or it has ended.',
  no_reason: 'Write down why.',
  date_is_over: 'Choose a time that is still to come.',
  too_late: 'Too late to hold: the goods have a label, left, or the order has ended.',
  no_such_hold: 'This hold is not there any more.',
  released_before: 'Somebody released it before you, or it released itself.',
  no_permission: 'Your role may not release this hold.',
} as const
