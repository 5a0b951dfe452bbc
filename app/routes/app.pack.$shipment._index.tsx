import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { BenchPage } from '../ui/pack/bench-page.tsx'
import { benchScreen } from '../ui/pack/bench-screen.ts'
import { PageError } from '../ui/page-error.tsx'
import { benchAction, benchAsScreen } from '../wiring/bench-page.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.see')
  const at = { shop, shipmentId: params['shipment'] ?? '', by: person.handle, device: null }
  return {
    screen: await benchAsScreen(at, benchScreen),
    mayPack: mayDo(person.role, 'pack.do'),
  }
}

/** A scan's own answer brings the new screen along: the page is not read again for it. */
export const shouldRevalidate = ({
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formData?.get('intent') === 'scan' ? false : defaultShouldRevalidate

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.do')
  const at = { shop, shipmentId: params['shipment'] ?? '', by: person.handle, device: null }
  return benchAction(request, at, benchScreen)
}

export default function Bench() {
  const { screen, mayPack } = useLoaderData<typeof loader>()
  return <BenchPage key={screen.id} loaded={screen} mayPack={mayPack} />
}

export function ErrorBoundary() {
  return <PageError />
}
