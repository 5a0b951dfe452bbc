import type { LoaderFunctionArgs } from '@remix-run/node'
import { noteFilesSeen } from '../journey/audit/data-seen.server.ts'
import { mostPrinted, slipsOfOrders } from '../stages/pack/index.server.ts'
import { pdfAnswer } from '../wiring/pdf-answer.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** For the print actions on Shopify's order pages: the slips of `?orders=<gid>,<gid>` as one PDF. */
export async function loader({ request }: LoaderFunctionArgs) {
  const open = services()
  const { cors } = await open.shopify.authenticate.admin(request)
  const { shop } = await signedIn(request, 'pack.see')
  const asked = new URL(request.url).searchParams.get('orders') ?? ''
  const gids = asked.split(',').filter(Boolean).slice(0, mostPrinted)
  const pdf = await slipsOfOrders(open, shop, gids)
  if (!pdf) return cors(new Response(nothing, { status: 404, headers: { 'content-type': html } }))
  await noteFilesSeen(open.db, shop, { orderGids: gids })
  return cors(pdfAnswer(pdf, 'packing-slips'))
}

const html = 'text/html; charset=utf-8'
/** What the admin shows instead of a preview. */
const nothing =
  '<!doctype html><title>Nothing to print</title><p>Nothing of these orders is packed by the shop itself: they wait for details, or a partner ships them.</p>'
