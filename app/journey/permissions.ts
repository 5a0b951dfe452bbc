/** What a person of the shop can be; the names the People page shows. */
export const roles = ['owner', 'office', 'picker', 'packer', 'care', 'read_only'] as const
export type Role = (typeof roles)[number]

export const roleLabel = {
  owner: 'Owner',
  office: 'Office',
  picker: 'Picker',
  packer: 'Packer',
  care: 'Care',
  read_only: 'Read only',
} as const satisfies Record<Role, string>

const everybody = roles
const acting = ['owner', 'office', 'picker', 'packer', 'care'] as const
const floor = ['owner', 'office', 'picker', 'packer'] as const
const desk = ['owner', 'office', 'care'] as const
const office = ['owner', 'office'] as const
const owner = ['owner'] as const

/**
 * Who may do what: the one table. A `…see` opens a page or a file; everything else changes something.
 * Pages offer by it and the server refuses by it.
 */
const permissions = {
  'home.see': everybody,
  'status.see': everybody,
  /** Tries work again that was given up. */
  'status.retry': office,
  'orders.see': everybody,
  'orders.change': desk,
  'orders.close': desk,
  'orders.take': desk,
  'orders.import': office,
  'orders.correct': desk,
  /** Sends a customer's correction link again, or closes it. */
  'orders.links': desk,
  'orders.confirm': desk,
  /** What becomes of goods that the store wants otherwise; a packer reads a late note. */
  'orders.decide': ['owner', 'office', 'packer', 'care'],
  'holds.place': desk,
  /** Address, completeness, confirmation, stock, person, until a date. */
  'holds.release': desk,
  /** Payment, fraud, duplicate: what can cost the shop money. */
  'holds.release_money': office,
  'duplicates.see': ['owner', 'office', 'care', 'read_only'],
  'duplicates.decide': office,
  'work.see': everybody,
  'work.do': acting,
  'pick.see': everybody,
  'pick.do': floor,
  'pack.see': everybody,
  'pack.do': floor,
  'ship.see': everybody,
  'ship.label': ['owner', 'office', 'packer', 'care'],
  'ship.labels_in_bulk': ['owner', 'office', 'packer'],
  'stock.see': everybody,
  'stock.book': floor,
  /** Where the store and the ledger differ: which of them is right. */
  'stock.settle': office,
  /** Purchase orders, notices of goods on their way, reorder advice. */
  'stock.order': office,
  /** Bins, and how goods are received, put away, counted and ordered. */
  'stock.plan': office,
  /** What a count found is booked, up to what the role may decide. */
  'stock.approve': office,
  'returns.see': everybody,
  'returns.do': acting,
  'returns.answer': desk,
  'returns.handle': floor,
  'returns.settle': office,
  'feedback.see': ['owner', 'office', 'care', 'read_only'],
  'feedback.call': desk,
  'partners.see': everybody,
  'partners.change': office,
  'partners.reroute': office,
  'deliveries.see': office,
  'deliveries.decide': office,
  'settings.see': office,
  'settings.change': office,
  'people.see': office,
  'people.assign': owner,
  /** Devices of the floor's own app, and who signs in there by badge or PIN. */
  'devices.see': office,
  'devices.change': owner,
  /** How fast and how right the floor works, by person: for who leads it. */
  'measured.see': office,
  'audit.see': office,
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Deed = keyof typeof permissions
export const deeds: readonly Deed[] = Object.keys(permissions).filter(isDeed)

/** As the People page and a refusal name it. */
export const deedLabel = {
  'home.see': 'Open the home page',
  'status.see': 'See what is late',
  'status.retry': 'Try again what was given up',
  'orders.see': 'See orders',
  'orders.change': 'Work on orders',
  'orders.close': 'Close orders by hand',
  'orders.take': 'Take orders by phone, mail or at the counter',
  'orders.import': 'Bring in orders from a file',
  'orders.correct': 'Complete details',
  'orders.links': 'Send and revoke correction links',
  'orders.confirm': 'Confirm for customers',
  'orders.decide': 'Decide about late changes',
  'holds.place': 'Hold orders',
  'holds.release': 'Release holds',
  'holds.release_money': 'Release payment, fraud and duplicate holds',
  'duplicates.see': 'See duplicates',
  'duplicates.decide': 'Combine, cancel or dismiss duplicates',
  'work.see': 'See work orders',
  'work.do': 'Take and close work orders',
  'pick.see': 'See picking',
  'pick.do': 'Pick',
  'pack.see': 'See packing',
  'pack.do': 'Pack',
  'ship.see': 'See shipping',
  'ship.label': 'Buy and void labels',
  'ship.labels_in_bulk': 'Buy many labels at once',
  'stock.see': 'See stock',
  'stock.book': 'Book stock',
  'stock.settle': 'Settle differences with the store',
  'stock.order': 'Order goods and announce them',
  'stock.plan': 'Change bins and rules of stock',
  'stock.approve': 'Decide about counted differences',
  'returns.see': 'See returns',
  'returns.do': 'Work on returns',
  'returns.answer': 'Approve and decline returns',
  'returns.handle': 'Receive and inspect returns',
  'returns.settle': 'Pay returns back',
  'feedback.see': 'See feedback',
  'feedback.call': 'Close care calls',
  'partners.see': 'See partners',
  'partners.change': 'Change partners and their keys',
  'partners.reroute': 'Give shipments to others',
  'deliveries.see': 'See deliveries and privacy requests',
  'deliveries.decide': 'Retry and discard deliveries',
  'settings.see': 'See settings',
  'settings.change': 'Change settings',
  'people.see': 'See people',
  'people.assign': 'Give roles',
  'devices.see': 'See floor devices',
  'devices.change': 'Pair floor devices, give badges and PINs',
  'measured.see': 'See the measured floor',
  'audit.see': 'Read the audit',
} as const satisfies Record<Deed, string>

function isDeed(raw: string): raw is Deed {
  return Object.hasOwn(permissions, raw)
}

export function mayDo(role: Role, deed: Deed): boolean {
  const allowed: readonly Role[] = permissions[deed]
  return allowed.includes(role)
}

/** Whether a role opens a page and changes nothing by it. */
export const onlyLooks = (deed: Deed): boolean => deed.endsWith('.see')

export const readRole = (raw: string): Role => roles.find((role) => role === raw) ?? 'read_only'

/**
 * What somebody is when the app sees them for the first time: the account's owner owns here too,
 * people of an agency (collaborators) may look, everybody else of the shop works in the office.
 */
export function decideFirstRole(seen: {
  readonly accountOwner: boolean
  readonly collaborator: boolean
}): Role {
  if (seen.accountOwner) return 'owner'
  return seen.collaborator ? 'read_only' : 'office'
}
