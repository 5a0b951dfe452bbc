import type { LoaderFunctionArgs } from '@remix-run/node'
import { stepLabel } from '../journey/next-step.ts'
import { orderLabel } from '../journey/order.ts'
import { readStanding } from '../journey/order-standing.server.ts'
import { showInstant } from '../journey/show-time.ts'
import { stageLabel } from '../journey/stage.ts'
import { ownerName } from '../ui/owner-name.ts'
import { services } from '../wiring/services.server.ts'
import { findShop } from '../wiring/shopify.server.ts'

/** For the block on Shopify's order page: where an order stands. The extension's session token says which shop. */
export async function loader({ request }: LoaderFunctionArgs) {
  const open = services()
  const { session, cors } = await open.shopify.authenticate.admin(request)
  const shop = await findShop(open.db, session.shop)
  const gid = new URL(request.url).searchParams.get('order') ?? ''
  const standing = shop && (await readStanding(open, shop, gid))
  if (!standing) return cors(Response.json({ found: false }, { status: 404 }))
  const { dueAt, timeZone, stage, state } = standing
  return cors(
    Response.json({
      found: true,
      room: stage ? stageLabel[stage] : orderLabel[state],
      step: standing.step === null ? null : stepLabel(standing.step),
      owner: ownerName(standing.owner),
      due: dueAt ? showInstant(dueAt.toISOString(), 'en', timeZone) : '',
      overdue: dueAt !== null && dueAt.getTime() < Date.now(),
      path: `app:/app/orders/${standing.id}`,
    }),
  )
}
