import { type Role, roles } from '../../app/journey/permissions.ts'
import { shopSettings } from '../../app/journey/settings.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { allocateWaiting } from '../../app/stages/stock/index.server.ts'
import { stockRules } from '../../app/stages/stock/index.ts'
import { buildHouse, type House, type Ordered, orderFrom } from '../floor/house.ts'
import { littleAddress } from '../store/little-seed.ts'
import { receiveOrder } from './received-order.ts'
import { addressOf, type SignedInPages, type Visit } from './signed-in-pages.ts'

type Sent = Pick<Visit, 'params' | 'form'>
interface Step {
  readonly what: string
  readonly file: string
  readonly as: Role
  /** Makes what the step needs, as the database's owner, and says what the person sends. */
  readonly arrange: (world: World) => Promise<Sent>
}
interface World {
  readonly pages: SignedInPages
  readonly house: House
  /** Id of a row made by hand; the insert lists its columns after shop_id. */
  insert(table: string, row: Readonly<Record<string, unknown>>): Promise<string>
  released(state: string, change?: string): Promise<Ordered>
}

/** Every page of the admin that changes something, used once as its people use it. A new page needs a line here. */
export const steps: readonly Step[] = [
  {
    what: 'settings are changed',
    file: 'app.settings.tsx',
    as: 'owner',
    arrange: async () => {
      const now = shopSettings.parse({ contactName: 'Ana Kos', cutOff: '15:30' })
      const form = Object.entries(now).map(([key, value]): [string, string | string[]] => [
        key,
        Array.isArray(value) ? value.map(String) : String(value),
      ])
      const ticked = form.filter(
        ([key]) => key !== 'confirmationRequired' && key !== 'contactNeeded',
      )
      return { form: Object.fromEntries(ticked) }
    },
  },
  {
    what: 'rules of what comes into parcels are saved',
    file: 'app.packing-rules.tsx',
    as: 'owner',
    arrange: async () => ({
      form: { rules: '[]', giftNames: 'Card', giftMarks: '', giftTags: '' },
    }),
  },
  {
    what: 'rules of a complete order are saved',
    file: 'app.contract.tsx',
    as: 'owner',
    arrange: async () => ({
      form: { intent: 'save', seen: '0', contract: JSON.stringify({ needs: [], rules: [] }) },
    }),
  },
  {
    what: 'a floor plan is brought in',
    file: 'app.warehouse.tsx',
    as: 'office',
    arrange: async ({ house }) => ({
      form: {
        ...{ intent: 'import', place: house.place },
        text: 'what,code,aisle,x_m,y_m\naisle,A,,0,\ncross,the front,,,0\ndepot,Desk,,0,0\n',
      },
    }),
  },
  {
    what: 'a carton is added',
    file: 'app.cartons._index.tsx',
    as: 'office',
    arrange: async () => ({
      form: {
        ...{ intent: 'carton', id: '', name: 'Audited', kind: 'carton', cost: '0.40', stock: '' },
        ...{ lengthMm: '200', widthMm: '150', heightMm: '90', emptyGrams: '90', maxGrams: '5000' },
        ...{ outerLengthMm: '', outerWidthMm: '', outerHeightMm: '', maxVolumeMl: '' },
      },
    }),
  },
  {
    what: 'an item is measured',
    file: 'app.cartons.$item.tsx',
    as: 'packer',
    arrange: async ({ house }) => ({
      params: { item: Object.values(house.items)[0] ?? '' },
      form: {
        ...{ lengthMm: '120', widthMm: '80', heightMm: '40', standsOnHeight: 'on', nestMm: '' },
        ...{ bearsGrams: '0', hazmatClass: '', packTogether: '', packApart: '' },
      },
    }),
  },
  {
    what: 'a floor device is paired',
    file: 'app.devices.tsx',
    as: 'owner',
    arrange: async () => ({ form: { intent: 'invite', name: 'Scanner 3' } }),
  },
  {
    what: 'a role is given',
    file: 'app.people.tsx',
    as: 'owner',
    arrange: async ({ insert }) => ({
      form: {
        person: await insert('person', { handle: 'shopify:77', role: 'office' }),
        role: 'care',
      },
    }),
  },
  {
    what: 'a partner is added',
    file: 'app.partners.$id.tsx',
    as: 'office',
    arrange: async () => ({
      params: { id: 'new' },
      form: {
        intent: 'save',
        name: 'Quick Hands',
        providerKey: 'portal',
        answerWithinMin: '60',
        active: 'on',
        contactEmail: 'hands@example.com',
      },
    }),
  },
  {
    what: 'a request is sent to a partner again',
    file: 'app.partners.shipments.$id.tsx',
    as: 'office',
    arrange: async ({ insert, released }) => {
      const partner = await insert('partner', { name: 'Elsewhere', provider_key: 'portal' })
      const { shipment } = await released(
        'requested',
        `kind = 'partner', partner_id = '${partner}'`,
      )
      return { params: { id: shipment }, form: { intent: 'send_again' } }
    },
  },
  {
    what: 'pieces are counted',
    file: 'app.stock.$item.tsx',
    as: 'picker',
    arrange: async ({ house }) => ({
      params: { item: house.items['CUP'] ?? '' },
      form: {
        deed: 'lost',
        key: 'by_hand:0199c2de-0000-7000-8000-000000000001',
        bin: house.bins['A-01-01'] ?? '',
        quantity: '1',
      },
    }),
  },
  {
    what: 'bins are made',
    file: 'app.stock.bins.tsx',
    as: 'office',
    arrange: async ({ house }) => ({
      form: {
        ...{ intent: 'make', place: house.place, range: 'Z-{01..02}' },
        ...{ kind: 'pick', maxPieces: '', litres: '' },
      },
    }),
  },
  {
    what: 'a purchase order is written',
    file: 'app.stock.inbound.$id._index.tsx',
    as: 'office',
    arrange: async ({ house }) => ({
      params: { id: 'new' },
      form: {
        ...{ intent: 'save', kind: 'order', number: '', vendor: 'Harbour', place: house.place },
        ...{ expectedOn: '', note: '', orderNumber: '', version: '0' },
        ...{ code: 'CUP', quantity: '5', cost: '4.20', lot: '', expiresOn: '' },
      },
    }),
  },
  {
    what: 'goods nobody announced are received',
    file: 'app.stock.inbound._index.tsx',
    as: 'picker',
    arrange: async ({ house }) => ({ form: { intent: 'receive', place: house.place } }),
  },
  {
    what: 'a file of purchase orders is brought in',
    file: 'app.stock.inbound.import.tsx',
    as: 'office',
    arrange: async () => ({
      form: {
        intent: 'accept',
        text: Buffer.from('number,sku,quantity\nF-1,CUP,3\n').toString('base64'),
      },
    }),
  },
  {
    what: 'a piece is scanned at the door',
    file: 'app.stock.receive.$id.tsx',
    as: 'packer',
    arrange: async ({ house, insert }) => {
      const at = { location_id: house.place, bin_id: house.bins['A-01-01'], opened_by: 'system' }
      return {
        params: { id: await insert('receipt', { number: 'R-1', ...at }) },
        form: {
          ...{ intent: 'scan', key: 'received:0199c2de-0000-7000-8000-000000000002' },
          ...{ code: 'CUP', quantity: '2', condition: 'good' },
        },
      }
    },
  },
  {
    what: 'what should be ordered is drafted',
    file: 'app.stock.reorder.tsx',
    as: 'office',
    arrange: async ({ house }) => ({
      form: { place: house.place, item: house.items['CUP'] ?? '', pieces: '5' },
    }),
  },
  {
    what: 'rules of stock are saved',
    file: 'app.stock.rules.tsx',
    as: 'owner',
    arrange: async () => {
      const { putAway: _, inspection: __, ...rules } = stockRules.parse({ countDaysA: 31 })
      const fields = Object.entries(rules).map(([name, value]) => [name, String(value)])
      return { form: { ...Object.fromEntries(fields), blind: 'on', floor: '20', office: '500' } }
    },
  },
  {
    what: 'a bin is counted',
    file: 'app.stock.tasks.$id.tsx',
    as: 'picker',
    arrange: async ({ house, insert }) => {
      const at = { location_id: house.place, bin_id: house.bins['A-01-01'], due_at: new Date() }
      const task = { kind: 'count', reason: 'Its turn', key: 'count:audited', created_by: 'system' }
      return {
        params: { id: await insert('stock_task', { ...task, ...at }) },
        form: { intent: 'count', found: '[]' },
      }
    },
  },
  {
    what: 'two alike orders are told apart',
    file: 'app.duplicates.$id.tsx',
    as: 'office',
    arrange: async ({ released, insert }) => {
      const [first, later] = [await released('ready'), await released('ready')]
      const pair = { first_id: first.order, order_id: later.order, score: 110 }
      return { params: { id: await insert('duplicate_pair', pair) }, form: { kind: 'dismiss' } }
    },
  },
  {
    what: 'an order is held by hand',
    file: 'app.orders.$id._index.tsx',
    as: 'care',
    arrange: async ({ released }) => ({
      params: { id: (await released('ready')).order },
      form: { intent: 'hold', kind: 'person', reason: 'The customer called', at: '' },
    }),
  },
  {
    what: 'a care call is closed',
    file: 'app.feedback._index.tsx',
    as: 'care',
    arrange: async (world) => ({
      form: { call: await work(world, 'care_call'), outcome: 'All is well' },
    }),
  },
  {
    what: 'a work order is taken',
    file: 'app.work._index.tsx',
    as: 'packer',
    arrange: async (world) => ({
      form: { intent: 'take', work: await work(world, 'order_changed') },
    }),
  },
  {
    what: 'an order is closed by hand',
    file: 'app.orders.$id._index.tsx',
    as: 'office',
    arrange: async ({ released }) => ({
      params: {
        id: (await released('cancelled', 'owner = null, next_step = null, due_at = null')).order,
      },
      form: { intent: 'close', reason: 'Refunded in the store' },
    }),
  },
  {
    what: 'a late change is decided',
    file: 'app.orders.$id.difference.ts',
    as: 'packer',
    arrange: async ({ insert, released }) => {
      const { order, shipment } = await released('packed')
      const difference = await insert('order_difference', {
        ...{ order_id: order, shipment_id: shipment, field: 'note', stood: 'packed' },
        ...{ owner: 'warehouse', due_at: new Date(Date.now() + 3_600_000) },
      })
      return { params: { id: order }, form: { difference, choice: 'keep' } }
    },
  },
  {
    what: 'an order is confirmed for its customer',
    file: 'app.orders.$id.confirm.tsx',
    as: 'care',
    arrange: async ({ pages }) => ({
      params: {
        id: (await receiveOrder(pages.joined, {}, { state: 'confirming', nextStep: 'confirm' })).id,
      },
      form: {},
    }),
  },
  {
    what: 'missing details are completed',
    file: 'app.orders.$id.correct.tsx',
    as: 'care',
    arrange: async ({ pages, insert }) => {
      const noStreet = { shippingAddress: { ...littleAddress, address1: '' } }
      const { id } = await receiveOrder(pages.joined, noStreet, {
        state: 'held',
        nextStep: 'correct',
      })
      await insert('hold', {
        order_id: id,
        kind: 'address',
        reason: 'Missing: street',
        owner: 'office',
        due_at: new Date(),
        handle: 'x',
        missing: ['street'],
      })
      return {
        params: { id },
        form: { address1: 'Trg 7', city: 'Maribor', zip: '2000', country: 'SI' },
      }
    },
  },
  {
    what: 'a delivery is discarded',
    file: 'app.deliveries._index.tsx',
    as: 'office',
    arrange: async ({ insert }) => ({
      form: {
        intent: 'discard',
        id: await insert('delivery', {
          topic: 'orders/create',
          event_key: 'k',
          state: 'dead',
          body: Buffer.from('x'),
        }),
        reason: 'a test of the shop',
      },
    }),
  },
  {
    what: 'a return is approved',
    file: 'app.returns.$id.tsx',
    as: 'care',
    arrange: async ({ released, insert }) => ({
      params: {
        id: await insert('return_case', {
          order_id: (await released('delivered', 'owner = null, next_step = null, due_at = null'))
            .order,
          number: '#1-R1',
          state: 'requested',
          owner: 'care',
          next_step: 'approve_return',
          due_at: new Date(),
        }),
      },
      form: { intent: 'approve' },
    }),
  },
  {
    what: 'a tour is started',
    file: 'app.pick._index.tsx',
    as: 'picker',
    arrange: async (world) => ({ form: { shipment: (await reserved(world)).shipment } }),
  },
  {
    what: 'a tour is given up',
    file: 'app.pick.$tour.tsx',
    as: 'picker',
    arrange: async (world) => {
      const { shipment } = await reserved(world)
      const started = await world.pages.visit({
        file: 'app.pick._index.tsx',
        as: 'picker',
        form: { shipment },
      })
      const tour = started.headers.get('location')?.split('/').at(-1) ?? ''
      return { params: { tour }, form: { intent: 'abandon' } }
    },
  },
  {
    what: 'goods are collected at the counter',
    file: 'app.pack._index.tsx',
    as: 'packer',
    arrange: async ({ released }) => ({
      form: {
        intent: 'collected',
        shipment: (await released('awaiting_collection', `kind = 'pickup'`)).shipment,
      },
    }),
  },
  {
    what: 'a parcel is packed anew',
    file: 'app.pack.$shipment._index.tsx',
    as: 'packer',
    arrange: async ({ released }) => ({
      params: { shipment: (await released('packed')).shipment },
      form: { intent: 'repack' },
    }),
  },
  {
    what: 'a label made elsewhere is written down',
    file: 'app.ship.$shipment._index.tsx',
    as: 'packer',
    arrange: async (world) => {
      const { shipment } = await packed(world)
      return { params: { shipment }, form: { intent: 'own', carrier: 'Van', number: 'VAN12345' } }
    },
  },
]

async function work({ insert, released }: World, kind: string): Promise<string> {
  const { order } = await released('ready')
  const about = { order_id: order, department: 'care', kind, title: 'To do', due_at: new Date() }
  return insert('work_order', { ...about, key: `${kind}:${order}` })
}

async function reserved({ pages, house }: World): Promise<Ordered> {
  const made = await orderFrom(pages.services.db, pages.shop, house, [['CUP', 1]])
  await allocateWaiting({ db: pages.services.db }, pages.shop)
  return made
}

async function packed({ released, insert }: World): Promise<Ordered> {
  const made = await released('packed', 'verified_at = now()')
  await insert('parcel', { shipment_id: made.shipment, order_id: made.order, grams: 400 })
  return made
}

/** Runs every step and answers what the audit says of each. */
export async function runSteps(pages: SignedInPages) {
  const { owner } = pages.database
  const { db } = pages.services
  const house = await buildHouse(db, pages.shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 50 }])
  const insert: World['insert'] = async (table, row) => {
    const columns = ['shop_id', ...Object.keys(row)]
    const given = [pages.shop, ...Object.values(row)]
    const { rows } = await owner.query<{ id: string }>(
      `insert into ${table} (${columns}) values (${given.map((_, at) => `$${at + 1}`)}) returning id`,
      given,
    )
    return rows[0]?.id ?? ''
  }
  const released: World['released'] = async (state, change) => {
    const made = await orderFrom(db, pages.shop, house, [['CUP', 1]])
    const columns = [`state = '${state}'`, ...(change ? [change] : [])].join(', ')
    await owner.query(`update shipment set ${columns} where id = $1`, [made.shipment])
    return made
  }
  // Who is seen for the first time is written down: that is no step's doing.
  for (const as of roles) await pages.visit({ file: 'app._index.tsx', as })
  const told = []
  for (const step of steps) {
    const sent = await step.arrange({ pages, house, insert, released })
    const { rows: last } = await owner.query<{ at: string }>(
      'select coalesce((select id from audit order by id desc limit 1), $1::uuid)::text as at',
      ['00000000-0000-0000-0000-000000000000'],
    )
    const answer = await pages.visit({ ...step, ...sent })
    const entries = await withShop(db, pages.shop, (tx) =>
      tx.audit.findMany({
        where: { shopId: pages.shop, id: { gt: last[0]?.at ?? '' } },
        orderBy: { id: 'asc' },
      }),
    )
    const path = addressOf(step.file, sent.params).path
    const said = answer.status < 400 ? '' : ` (${answer.status}: ${await answer.text()})`
    told.push({
      ...step,
      ...sent,
      what: `${step.what}${said}`,
      path,
      status: answer.status,
      entries,
    })
  }
  return told
}
