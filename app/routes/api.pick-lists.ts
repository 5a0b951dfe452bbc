import type { LoaderFunctionArgs } from '@remix-run/node'
import { mostListed, pickListOfOrders } from '../stages/pick/index.server.ts'
import { printAction } from '../wiring/print-action.server.ts'
import { services } from '../wiring/services.server.ts'

/** For the print actions on Shopify's order pages: what is to be fetched for `?orders=<gid>,<gid>`, as one PDF. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  printAction(request, {
    ...{ deed: 'pick.see', name: 'pick-list', most: mostListed },
    nothing:
      'Nothing of these orders is to be fetched now: they wait for details or stock, are picked already, or a partner ships them.',
    make: (shop, gids) => pickListOfOrders(services(), shop, gids),
  })
