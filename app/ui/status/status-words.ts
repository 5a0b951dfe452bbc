import type { Deed } from '../../journey/permissions.ts'
import type { Looked, StatusLine } from '../../journey/status/status-line.ts'
import { howMany } from '../../kernel/how-many.ts'
import { callGoesTo, callWords, jobWaitsFor, jobWords } from './job-words.ts'

export interface LineWords {
  readonly title: string
  /** What it means, and what to do. */
  readonly says: string
  readonly link: { readonly to: string; readonly label: string; readonly deed: Deed } | null
}

const deliveries = {
  to: '/app/deliveries',
  label: 'Open deliveries',
  deed: 'deliveries.see',
} as const

/** What is said of something that is late or watched. */
export function lineWords({ kind, many, name, id }: StatusLine): LineWords {
  switch (kind) {
    case 'workers':
      return {
        title: 'Nothing is being worked on',
        says: 'No worker of the app says that it lives. Whoever runs the app starts one; nothing is lost, and all goes on from there.',
        link: null,
      }
    case 'deliveries_waiting':
      return {
        title: `${howMany(many, 'message')} from the store not read yet`,
        says: 'They are read within seconds as a rule. They are safe; if this grows, whoever runs the app looks whether its workers live.',
        link: deliveries,
      }
    case 'dead_letters':
      return {
        title: `${howMany(many, 'message')} from the store could not be worked through`,
        says: 'Read the reason beside each, then try it again or discard it. Nothing else waits for them.',
        link: deliveries,
      }
    case 'jobs_behind':
      return {
        title: `${jobWords(name)}: ${many} behind`,
        says: behind(name),
        link: null,
      }
    case 'jobs_given_up':
      return {
        title: `${jobWords(name)}: ${many} given up`,
        says: `${failed(name)} as often as it may be tried. Try again once the cause is gone; running twice changes nothing.`,
        link: null,
      }
    case 'jobs_failing':
      return {
        title: `${jobWords(name)}: ${many} tried again`,
        says: `${failed(name)}. It is tried again by itself, with growing pauses.`,
        link: null,
      }
    case 'calls_booked':
      return {
        title: `${callWords(name)}: ${many} on the way to ${callGoesTo(name)}`,
        says: `It was decided and ${callGoesTo(name)} does not know yet. It is tried again by itself and done once; look whether ${callGoesTo(name)} has trouble.`,
        link: null,
      }
    case 'partner_silent':
      return {
        title: `${name} has not answered ${howMany(many, 'request')}`,
        says: 'Longer than was agreed. Call them, or give the shipments to another place.',
        link: { to: `/app/partners/${id ?? ''}`, label: 'Open partner', deed: 'partners.see' },
      }
    case 'mails_dead':
      return {
        title: `${howMany(many, 'mail')} could not be sent`,
        says: 'The address does not take mail, or the mail server refused it for good. Call the customer, or mend the address on the order’s page.',
        link: null,
      }
    case 'mails_waiting':
      return {
        title: `${howMany(many, 'mail')} not sent yet`,
        says: 'The mail server does not take them. They leave when it is back, once each; whoever runs the app looks at it.',
        link: null,
      }
    case 'sweep':
      return {
        title: 'The store was not looked through',
        says: 'That finds what no message told of. Orders may be missing until it is done; it is tried again by itself. If the app lost its access, open it once in the admin.',
        link: deliveries,
      }
    case 'backlog':
      return {
        title: 'Older orders could not be read',
        says: 'Reading the last 60 days stopped. Start it again from the deliveries page.',
        link: deliveries,
      }
    case 'privacy_due':
      return {
        title: `${howMany(many, 'privacy request')} past the time of the law`,
        says: 'A customer asked for their data. Send on what was collected and close the request.',
        link: deliveries,
      }
    case 'store_budget':
      return {
        title: 'The store lets us ask less for a moment',
        says: 'Its limit is nearly used up, by this app or by others. What is urgent goes first, the rest follows; it passes by itself.',
        link: null,
      }
  }
}

const failed = (name: string) => {
  const other = jobWaitsFor(name)
  return other ? `It failed, mostly since ${other} does not answer as it should` : 'It failed'
}

function behind(name: string): string {
  const other = jobWaitsFor(name)
  return other
    ? `Either ${other} answers slowly, or there is more to do than the app's workers can. It goes on by itself.`
    : 'There is more to do than the app’s workers can. It goes on by itself; if it grows, whoever runs the app starts another worker.'
}

/** What is said of something that is well. */
export const wellWords = {
  workers: 'Workers are at work',
  deliveries_waiting: 'Messages from the store are read as they come',
  dead_letters: 'Every message could be worked through',
  jobs_behind: 'No work is behind',
  jobs_given_up: 'No work was given up',
  jobs_failing: 'Nothing has to be tried again',
  calls_booked: 'Store and carriers know what was decided here',
  partner_silent: 'Partners answer in time',
  mails_dead: 'Every mail could be sent',
  mails_waiting: 'Mails leave as they are written',
  sweep: 'The store is looked through regularly',
  backlog: 'Older orders are read, or being read',
  privacy_due: 'No privacy request is late',
  store_budget: 'The store answers as much as we ask',
} as const satisfies Record<Looked, string>
