/** What the page of work orders answers to a button. */
export interface WorkAnswer {
  readonly kind:
    | 'taken'
    | 'done'
    | 'no_such_work'
    | 'closed'
    | 'bad_form'
    | 'not_confirming'
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
      return 'This work order is not there any more.'
    case 'closed':
      return 'Somebody closed it before you. Load the page again to see what came of it.'
    case 'bad_form':
      return 'Write down what came of it first.'
    case 'not_confirming':
      return 'The order does not wait for a confirmation any more. Look at the order.'
    case 'date_not_ahead':
      return 'Choose a day that is still to come.'
    case 'not_on_its_way':
      return 'The goods are not on their way any more. Look at the order.'
  }
}
