import { chmodSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'
import { shopId } from '../../../app/kernel/ids.ts'
import { openDatabase } from '../../../app/platform/db.server.ts'
import { allocateWaiting } from '../../../app/stages/stock/index.server.ts'
import { openKeepsake } from '../../demo/keepsake.ts'
import { readOptions } from '../../demo/options.ts'
import { say, sleep, step, until } from '../../demo/progress.ts'
import { rushed, shopDomain } from '../../demo/stand-in-plans.ts'
import { startWorld, type World } from '../../demo/world.ts'
import { staff } from '../../store/staff.ts'
import { type AppVisitor, appVisitor, floorDeviceVisitor } from '../../visitors/app-visitor.ts'
import { buildHouse, orderFrom } from '../house.ts'
import { findDoublePicked, findMisships } from './judge.ts'
import { packOnce } from './packer.ts'
import { pickOnce, type Tally } from './picker.ts'
import { seeded } from './random.ts'
import { plantShelves, type Truth, wantedLines } from './shelves.ts'

export interface DrillWish {
  readonly orders: number
  readonly pickers: number
  readonly seed: number
  readonly port: number
  readonly zones: boolean
}

const home = z.object({ welcomed: z.boolean() })
const code = z.object({ text: z.string() })
const people = z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) })
const measured = z.object({
  rows: z.array(z.object({ room: z.string(), lines: z.number(), seconds: z.number() })),
})

/** Starts the built app, fills a warehouse, lets people work until every order is packed, and looks what came out. */
export async function drillFloor(folder: string, wish: DrillWish) {
  chmodSync(folder, 0o755)
  const kept = await openKeepsake(folder, wish.port)
  const world = await step('Starting database, store and app', () =>
    startWorld(folder, kept, readOptions(['--seed', String(wish.seed)]), rushed),
  )
  const owner = new pg.Client({ connectionString: world.database.OWNER_DATABASE_URL })
  const database = openDatabase(world.database.DATABASE_URL, 4)
  try {
    await owner.connect()
    const visitor = appVisitor(world.addresses.app, world.identity, { id: String(staff[0].id) })
    await until('the app to have read the store', async () =>
      home.parse(await visitor.look('/app')).welcomed ? true : null,
    )
    return await work(world, visitor, { owner, db: database.db }, wish)
  } finally {
    await database.close()
    await owner.end()
    await world.stop()
  }
}

type Databases = { readonly owner: pg.Client; readonly db: ReturnType<typeof openDatabase>['db'] }

async function work(world: World, visitor: AppVisitor, { owner, db }: Databases, wish: DrillWish) {
  const random = seeded(wish.seed)
  const { rows } = await owner.query<{ id: string }>('select id from shop where domain = $1', [
    shopDomain,
  ])
  const shop = shopId(rows[0]?.id ?? '')
  const shelves = plantShelves(random)
  if (wish.zones)
    await owner.query('update shop set settings = settings || $1 where id = $2', [
      JSON.stringify({ pickMode: 'zones_at_once' }),
      shop,
    ])
  const wanted = new Map<string, ReadonlyMap<string, number>>()
  await step(`Filling the shelves, taking ${wish.orders} orders`, async () => {
    const house = await buildHouse(db, shop, shelves)
    for (let at = 0; at < wish.orders; at++) {
      const lines = wantedLines(random, shelves)
      const { shipment } = await orderFrom(db, shop, house, lines)
      wanted.set(shipment, new Map(lines))
    }
    await allocateWaiting({ db }, shop)
  })
  const truth: Truth = {
    shelves: new Map(shelves.map(({ bin, sku, really }) => [`${bin} ${sku}`, really])),
    totes: new Map(),
    parcels: new Map(),
  }
  const tally: Tally = {
    ...{ wrongScansTried: 0, wrongScansCaught: 0, shorts: 0, notCounted: 0 },
    ...{ repeats: 0, losses: 0, takeovers: 0, zoneWalks: 0, faults: [] },
  }
  const signIn = (name: string, role: string) => devicesOf(world, visitor, name, role)
  const pickers = await Promise.all(
    Array.from({ length: wish.pickers }, (_, at) => signIn(`Picker ${at + 1}`, 'picker')),
  )
  const benches = Math.max(1, Math.ceil(wish.pickers / 2))
  const packers = await Promise.all(
    Array.from({ length: benches }, (_, at) => signIn(`Packer ${at + 1}`, 'packer')),
  )
  const started = Date.now()
  const limitMs = 120_000 + wish.orders * 4_000
  const isOver = () =>
    truth.parcels.size + tally.faults.length >= wanted.size || Date.now() - started > limitMs
  const inHand = new Set<string>()
  const skus = [...new Set(shelves.map(({ sku }) => sku))]
  await step(`${wish.pickers} pick, ${benches} pack`, () =>
    Promise.all([
      ...pickers.map((devices, at) =>
        keepOn(isOver, () =>
          pickOnce({ devices, truth, tally, random: seeded(wish.seed + at + 1) }),
        ),
      ),
      ...packers.map(([device], at) => {
        const bench = { device, truth, tally, inHand, skus, random: seeded(wish.seed + 100 + at) }
        return keepOn(isOver, () => packOnce(bench))
      }),
      tellNow(isOver, truth, wanted.size, started),
    ]),
  )
  const misships = await findMisships(owner, wanted, truth)
  const double = await findDoublePicked(owner, shelves, truth)
  const { rows: times } = measured.parse(await visitor.look('/app/measured?index'))
  const picks = times.filter(({ room }) => room === 'pick')
  const sum = (of: (row: (typeof picks)[number]) => number) =>
    picks.reduce((total, row) => total + of(row), 0)
  say(
    `  ${tally.losses} losses of the network, ${tally.repeats} messages sent again, ${tally.takeovers} tours on another device, ${tally.notCounted} late scans refused and put back, ${tally.zoneWalks} walks through a zone`,
  )
  const missed = tally.wrongScansTried - tally.wrongScansCaught
  return {
    result: {
      orders: wanted.size,
      lines: [...wanted.values()].reduce((total, lines) => total + lines.size, 0),
      wrongScansTried: tally.wrongScansTried,
      wrongScansCaught: tally.wrongScansCaught,
      misships: misships.length,
      shorts: tally.shorts,
      doublePicked: double.length,
      zoneWalks: tally.zoneWalks,
      secondsPerLine:
        Math.round(
          (sum((row) => row.seconds) /
            Math.max(
              1,
              sum((row) => row.lines),
            )) *
            100,
        ) / 100,
    },
    faults: [
      ...tally.faults,
      ...misships,
      ...double,
      ...(missed > 0 ? [`${missed} wrong scans were not caught`] : []),
    ],
  }
}

/** Two paired devices with the same person signed in on both. */
async function devicesOf(world: World, owner: AppVisitor, name: string, role: string) {
  const { app } = world.addresses
  await owner.send('/app/devices', { intent: 'add', name, role, pin: '2580' })
  const all = people.parse(await owner.look('/app/devices')).people
  const person = all.find((one) => one.name === name)?.id ?? ''
  const pair = async (of: string) => {
    const { text } = code.parse(
      (await owner.send('/app/devices', { intent: 'invite', name: of })).data,
    )
    const device = floorDeviceVisitor(app)
    await device.send('/floor/pair', { code: new URL(text).searchParams.get('code') ?? '' })
    const signedIn = await device.send('/floor/sign-in', { person, pin: '2580' })
    if (signedIn.redirect !== '/floor') throw new Error(`${of}: ${JSON.stringify(signedIn)}`)
    return device
  }
  return [await pair(`${name}, first`), await pair(`${name}, second`)] as const
}

async function keepOn(isOver: () => boolean, round: () => Promise<boolean>): Promise<void> {
  while (!isOver()) if (!(await round())) await sleep(200)
}

async function tellNow(isOver: () => boolean, truth: Truth, of: number, started: number) {
  let told = started
  while (!isOver()) {
    await sleep(250)
    if (Date.now() - told < 10_000) continue
    told = Date.now()
    say(`  ${truth.parcels.size} of ${of} packed`)
  }
}
