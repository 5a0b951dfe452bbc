import { staff } from '../store/staff.ts'
import { appVisitor } from '../visitors/app-visitor.ts'
import { type CustomerDeeds, playCustomers } from './player/customer.ts'
import { type OfficeDeeds, playOffice } from './player/office.ts'
import { playPackers } from './player/packer.ts'
import { playPickers } from './player/picker.ts'
import { playReturnsBench, type ReturnsDeeds } from './player/returns.ts'
import { playShippers } from './player/shipper.ts'
import { standIns } from './player/stand-ins.ts'
import { playStockKeeper } from './player/stock-keeper.ts'
import { say, sleep } from './progress.ts'
import { findDark, findUnended, type Tally, takeTally } from './tally.ts'
import type { World } from './world.ts'

/** Longest a run may take: a minute, and two seconds an order. */
const limitMs = (orders: number) => 60_000 + orders * 4_000

/** Plays everybody until every order has reached an end, and counts. */
export async function playEverybody(
  world: World,
  { orders }: { readonly orders: number },
): Promise<Tally> {
  const startedAt = Date.now()
  const stand = standIns(world.addresses)
  const visit = (who: number) =>
    appVisitor(world.addresses.app, world.identity, { id: String(staff[who]?.id ?? staff[0].id) })
  const owner = visit(0)
  const customers: CustomerDeeds = { corrections: 0, confirmations: 0, surveys: 0, returns: 0 }
  const office: OfficeDeeds = { corrections: 0, reroutes: 0, closed: 0 }
  const floor = { tours: 0, packed: 0, labels: 0, collected: 0 }
  const returns: ReturnsDeeds = { approved: 0, settled: 0 }
  let done = false
  const over = () => done
  const everybody = Promise.all([
    playCustomers(stand, over, customers),
    playOffice(visit(2), stand, over, office),
    playPickers(visit(1), over, () => {
      floor.tours += 1
    }),
    playPackers(visit(1), over, {
      packed: () => {
        floor.packed += 1
      },
      collected: () => {
        floor.collected += 1
      },
    }),
    playShippers(visit(1), over, (labels) => {
      floor.labels += labels
    }),
    playStockKeeper(visit(1), over),
    playReturnsBench(visit(2), over, returns),
  ])
  await stand.placeOrders(orders)
  const watching = (async () => {
    const dark = new Set<string>()
    let told = 0
    for (;;) {
      for (const name of await findDark(owner)) dark.add(name)
      const left = await findUnended(owner, stand)
      if (Date.now() - told > 5_000) {
        told = Date.now()
        say(
          `  ${orders - left.length} of ${orders} orders ended; picked ${floor.tours} tours, packed ${floor.packed}, labels ${floor.labels}, surveys ${customers.surveys}`,
        )
      }
      if (left.length === 0 && (await stand.quiet())) return dark
      if (Date.now() - startedAt > limitMs(orders)) {
        say(`  time is over; not ended: ${left.slice(0, 20).join(', ')}`)
        return dark
      }
      await sleep(1_000)
    }
  })()
  // Whoever of the players gives up ends the run with their words.
  const dark = await Promise.race([watching, everybody.then(() => watching)])
  await settleReturns(returns, customers)
  done = true
  await everybody
  return takeTally(owner, stand, { dark: dark.size, surveysAnswered: customers.surveys, startedAt })
}

/** Returns go on after their order ended: they are waited for, up to half a minute. */
async function settleReturns(returns: ReturnsDeeds, customers: CustomerDeeds): Promise<void> {
  const until = Date.now() + 30_000
  while (returns.settled < customers.returns && Date.now() < until) await sleep(500)
}
