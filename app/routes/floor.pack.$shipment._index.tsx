import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { BenchPage } from '../ui/pack/bench-page.tsx'
import { benchScreen } from '../ui/pack/bench-screen.ts'
import { PageError } from '../ui/page-error.tsx'
import { benchAction, benchAsScreen } from '../wiring/bench-page.server.ts'
import { onFloor } from '../wiring/floor/door.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, device, person } = await onFloor(request, 'pack.see')
  const at = { shop, shipmentId: params['shipment'] ?? '', by: person.handle, device }
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
  const { shop, device, person } = await onFloor(request, 'pack.do')
  const at = { shop, shipmentId: params['shipment'] ?? '', by: person.handle, device }
  return benchAction(request, at, benchScreen)
}

export default function Bench() {
  const { screen, mayPack } = useLoaderData<typeof loader>()
  return <BenchPage key={screen.id} loaded={screen} mayPack={mayPack} />
}

export function ErrorBoundary() {
  return <PageError />
}
