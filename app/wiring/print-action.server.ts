import type { ShopId } from '../kernel/ids.ts'
import { pdfAnswer } from './pdf-answer.server.ts'
import { services } from './services.server.ts'
import { signedIn } from './signed-in.server.ts'

/**
 * For the print actions on Shopify's order pages: a PDF about the orders of `?orders=<gid>,<gid>`, or a page that says
 * why there is nothing to print.
 */
export async function printAction(
  request: Request,
  what: {
    readonly deed: 'pick.see' | 'pack.see'
    readonly name: string
    readonly most: number
    /** A sentence, without markup. */
    readonly nothing: string
    make(shop: ShopId, gids: readonly string[]): Promise<Buffer<ArrayBuffer> | null>
  },
): Promise<Response> {
  const { cors } = await services().shopify.authenticate.admin(request)
  const { shop } = await signedIn(request, what.deed)
  const asked = new URL(request.url).searchParams.get('orders') ?? ''
  const gids = asked.split(',').filter(Boolean).slice(0, what.most)
  const pdf = await what.make(shop, gids)
  if (pdf) return cors(pdfAnswer(pdf, what.name))
  const page = `<!doctype html><title>Nothing to print</title><p>${what.nothing}</p>`
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return cors(new Response(page, { status: 404, headers }))
}
