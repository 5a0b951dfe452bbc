import { type Deed, mayDo, type Role } from '../../journey/permissions.ts'

/** A page of the menu: where it is, what it is called, and what one must be able to do to open it. */
interface MenuPage {
  readonly to: string
  readonly name: string
  readonly deed: Deed
}

/** One entry of the admin's menu. Its pages stand side by side as tabs, the first is where it leads. */
interface MenuRoom {
  readonly name: string
  readonly pages: readonly MenuPage[]
}

const page = (to: string, name: string, deed: Deed): MenuPage => ({ to: `/app/${to}`, name, deed })

/** The way of an order first, then who works and how. The admin shows the entries as one flat list: few of them. */
const rooms: readonly MenuRoom[] = [
  {
    name: 'Orders',
    pages: [
      page('orders', 'Orders', 'orders.see'),
      page('orders/new', 'New order', 'orders.take'),
      page('orders/import', 'Bring in a file', 'orders.import'),
      page('duplicates', 'Duplicates', 'duplicates.see'),
    ],
  },
  { name: 'Work orders', pages: [page('work', 'Work orders', 'work.see')] },
  {
    name: 'Pick',
    pages: [
      page('pick', 'Pick', 'pick.see'),
      page('warehouse', 'Map of the warehouse', 'stock.see'),
    ],
  },
  {
    name: 'Pack',
    pages: [
      page('pack', 'Pack', 'pack.see'),
      page('cartons', 'Cartons', 'settings.see'),
      page('packing-rules', 'Packing rules', 'settings.see'),
    ],
  },
  {
    name: 'Ship',
    pages: [page('ship', 'Ship', 'ship.see'), page('partners', 'Partners', 'partners.see')],
  },
  {
    name: 'Stock',
    pages: [
      page('stock', 'Stock', 'stock.see'),
      page('stock/inbound', 'Goods coming in', 'stock.see'),
      page('stock/tasks', 'Tasks of the floor', 'stock.see'),
      page('stock/bins', 'Bins and labels', 'stock.see'),
      page('stock/reorder', 'What to order', 'stock.order'),
      page('stock/store', 'Store and ledger', 'stock.see'),
      page('stock/rules', 'Rules of stock', 'stock.plan'),
    ],
  },
  {
    name: 'Returns and feedback',
    pages: [
      page('returns', 'Returns', 'returns.see'),
      page('feedback', 'Feedback', 'feedback.see'),
    ],
  },
  {
    name: 'People',
    pages: [
      page('people', 'People', 'people.see'),
      page('measured', 'Measured floor', 'measured.see'),
      page('devices', 'Floor devices', 'devices.see'),
    ],
  },
  {
    name: 'Status',
    pages: [
      page('status', 'Status', 'status.see'),
      page('deliveries', 'Deliveries', 'deliveries.see'),
      page('audit', 'Audit', 'audit.see'),
    ],
  },
  {
    name: 'Settings',
    pages: [
      page('settings', 'Settings', 'settings.see'),
      page('contract', 'Complete orders', 'settings.see'),
    ],
  },
]

/**
 * What a role is offered, each entry with the pages it may open; an entry with one page has that page's name.
 * @param here the path one is at: its entry leads there, or the admin could not mark it as the one one is in.
 */
export function menuOf(role: Role, here: string) {
  return rooms.flatMap(({ name, pages }) => {
    const open = pages.filter(({ deed }) => mayDo(role, deed))
    const [first, second] = open
    if (!first) return []
    const to = open.find((one) => one.to === here)?.to ?? first.to
    return [{ to, name: second ? name : first.name, pages: open }]
  })
}

/** The pages beside the one at this path; none where it has no others, or is a thing's own page. */
export function tabsOf(role: Role, here: string): readonly MenuPage[] {
  const room = menuOf(role, here).find(({ pages }) => pages.some(({ to }) => to === here))
  return room && room.pages.length > 1 ? room.pages : []
}
