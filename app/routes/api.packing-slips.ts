import type { LoaderFunctionArgs } from '@remix-run/node'
import { noteFilesSeen } from '../journey/audit/data-seen.server.ts'
import { mostPrinted, slipsOfOrders } from '../stages/pack/index.server.ts'
import { printAction } from '../wiring/print-action.server.ts'
import { services } from '../wiring/services.server.ts'

/** For the print actions on Shopify's order pages: the slips of `?orders=<gid>,<gid>` as one PDF. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  printAction(request, {
    ...{ deed: 'pack.see', name: 'packing-slips', most: mostPrinted },
    nothing:
      'Nothing of these orders is packed by the shop itself: they wait for details, or a partner ships them.',
    make: async (shop, gids) => {
      const pdf = await slipsOfOrders(services(), shop, gids)
      if (pdf) await noteFilesSeen(services().db, shop, { orderGids: gids })
      return pdf
    },
  })
