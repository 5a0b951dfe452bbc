import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { currentStop, replay } from '../stages/pick/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { TourPage } from '../ui/pick/tour-page.tsx'
import { tourScreen } from '../ui/pick/tour-screen.ts'
import { onFloor } from '../wiring/floor/door.server.ts'
import { shortChoices, tourAction, tourAsScreen } from '../wiring/tour-page.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, device, person } = await onFloor(request, 'pick.see')
  const by = person.handle
  const at = { shop, by, tourId: params['tour'] ?? '', device, place: '/floor' } as const
  return {
    screen: await tourAsScreen(at, tourScreen),
    mayPick: mayDo(person.role, 'pick.do'),
    reasons: shortChoices,
    person: by,
    device,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, device, person } = await onFloor(request, 'pick.do')
  const tourId = params['tour'] ?? ''
  const at = { shop, by: person.handle, tourId, device, place: '/floor' } as const
  return tourAction(request, at, tourScreen)
}

const rules = { currentStop, replay }

/** The same page as inside the admin; it goes on without a network. */
export default function Tour() {
  const { screen, ...page } = useLoaderData<typeof loader>()
  return <TourPage key={screen.id} loaded={screen} rules={rules} {...page} />
}

export function ErrorBoundary() {
  return <PageError />
}
