/** What the page of work orders answers to a button. */
export interface WorkAnswer {
  readonly kind:
    | 'taken'
    | 'done'
    | 'no_such_work'
    | 'closed'
    | 'ends_itself'
    | 'bad_form'
    | 'not_waiting'
    | 'cancelled'
    | 'no_such_order'
    | 'not_found'
    | 'date_not_ahead'
    | 'not_on_its_way'
}

/** What went wrong, for the person who pressed; null when nothing did. */
export function workWords({ kind }: WorkAnswer): string | null {
  switch (kind) {
    case 'taken':
    case 'done':
      return null
    case 'no_such_work':
    case 'no_such_order':
    case 'not_found':
      return 'It is not there any more. Load the page again.'
    case 'closed':
      return 'Somebody closed it before you. Load the page again to see what came of it.'
    case 'ends_itself':
      return 'It ends by itself once what it asks for is done.'
    case 'bad_form':
      return 'Write down what came of it first.'
    case 'not_waiting':
      return 'The order does not wait for a confirmation now. Look at the order.'
    case 'cancelled':
      return 'The order was cancelled. There is nothing to confirm.'
    case 'date_not_ahead':
      return 'Choose a day that is still to come.'
    case 'not_on_its_way':
      return 'The goods are not on their way any more. Look at the order.'
  }
}
