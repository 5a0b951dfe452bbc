/** What the page of one order answers, in words. */
export const orderAnswerWords = {
  closed: 'The order is closed.',
  urgent: 'It is picked before other orders from now on.',
  not_urgent: 'It waits its turn again.',
  held: 'Held. It goes on once the hold is released.',
  still_held: 'Released. Something else still holds the order.',
  goes_on: 'Released. The order goes on.',
  link_sent: 'A new link is on its way to the customer. The earlier one is closed.',
  link_revoked:
    'The link is closed. The order stays held, and somebody of the shop asks the customer.',
  nothing_asked: 'Nothing is asked of the customer any more.',
  no_email:
    'The order has no e-mail address that works: call the customer, or complete the details yourself.',
  too_soon:
    'The last letter went out less than a minute ago. Wait a moment before sending another.',
  no_open_link: 'There is no open link: it was used, has run out, or was revoked before.',
  bad_form: 'The form could not be read. Load the page again and try once more.',
  not_there: 'This order is not there any more.',
  no_such_order: 'This order is not there any more.',
  not_finished: 'It cannot be closed: goods are still to be sent, or it has ended.',
  no_reason: 'Write down why.',
  date_is_over: 'Choose a time that is still to come.',
  too_late: 'Too late to hold: the goods have a label, left, or the order has ended.',
  no_such_hold: 'This hold is not there any more.',
  released_before: 'Somebody released it before you, or it released itself.',
  no_permission: 'Your role may not do this.',
} as const
