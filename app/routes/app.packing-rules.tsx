import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PackingRulesPage } from '../ui/packing-rules/rules-page.tsx'
import { PageError } from '../ui/page-error.tsx'
import { packingRules, packingRulesAction } from '../wiring/packing-rules.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.see')
  return packingRules(shop)
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.change')
  return packingRulesAction(request, shop)
}

/** What comes into parcels beside the goods. */
export default function PackingRules() {
  return <PackingRulesPage loaded={useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
