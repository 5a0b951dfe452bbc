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
import type { World } from './world.ts'

/** Sets everybody to work at the app's pages: customers, office, floor, desk, stock, returns bench. */
export function startPlayers(
  { addresses, identity }: Pick<World, 'addresses' | 'identity'>,
  patience = 20,
) {
  const stand = standIns(addresses)
  const visit = (who: number) =>
    appVisitor(addresses.app, identity, { id: String(staff[who]?.id ?? staff[0].id) })
  const customers: CustomerDeeds = { corrections: 0, confirmations: 0, surveys: 0, returns: 0 }
  const office: OfficeDeeds = { corrections: 0, reroutes: 0, closed: 0 }
  const floor = { tours: 0, packed: 0, labels: 0, collected: 0 }
  const returns: ReturnsDeeds = { approved: 0, settled: 0 }
  let done = false
  const over = Object.assign(() => done, { patience })
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
  return {
    stand,
    /** For whoever watches. */
    owner: visit(0),
    customers,
    floor,
    returns,
    /** Ends when they are stopped, or with the words of the first who gives up. */
    everybody,
    stop: async () => {
      done = true
      await everybody
    },
  }
}
