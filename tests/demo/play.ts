import type { CustomerDeeds } from './player/customer.ts'
import type { ReturnsDeeds } from './player/returns.ts'
import { startPlayers } from './players.ts'
import { say, sleep } from './progress.ts'
import { findDark, findUnended, type Tally, takeTally } from './tally.ts'
import type { World } from './world.ts'

/** Longest a run may take: a minute, and four seconds an order. */
const limitMs = (orders: number) => 60_000 + orders * 4_000

/** Plays everybody until every order has reached an end, and counts. */
export async function playEverybody(
  world: World,
  { orders }: { readonly orders: number },
): Promise<Tally> {
  const startedAt = Date.now()
  const players = startPlayers(world)
  const { stand, owner, customers, floor, returns, everybody } = players
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
  await players.stop()
  return takeTally(owner, stand, { dark: dark.size, surveysAnswered: customers.surveys, startedAt })
}

/** Returns go on after their order ended: they are waited for, up to half a minute. */
async function settleReturns(returns: ReturnsDeeds, customers: CustomerDeeds): Promise<void> {
  const until = Date.now() + 30_000
  while (returns.settled < customers.returns && Date.now() < until) await sleep(500)
}
