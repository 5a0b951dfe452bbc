import type { LoaderFunctionArgs } from '@remix-run/node'
import { services } from '../wiring/services.server.ts'

/** Shopify's library answers everything under /auth itself: bouncing for a session token, leaving the iframe. */
export async function loader({ request }: LoaderFunctionArgs) {
  await services().shopify.authenticate.admin(request)
  return null
}
