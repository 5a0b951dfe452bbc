import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { PageError } from '../ui/page-error.tsx'
import { ReceivePage } from '../ui/stock/receive-page.tsx'
import { onFloor } from '../wiring/floor/door.server.ts'
import { receiveAction, receiveScreen } from '../wiring/receive-page.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await onFloor(request, 'stock.see')
  const id = params['id'] ?? ''
  return {
    screen: await receiveScreen(shop, id),
    keeper: { url: `/floor/goods/${id}/scans`, person: person.handle },
    mayBook: mayDo(person.role, 'stock.book'),
  }
}

/** A photo; everything else is kept on the device and goes to `…/scans`. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await onFloor(request, 'stock.book')
  const at = { shop, receiptId: params['id'] ?? '', by: person.handle }
  const { status, body } = await receiveAction(request, at)
  return data(body, { status })
}

/** The same page as inside the admin; it goes on without a network. */
export default function Receive() {
  const { screen, ...page } = useLoaderData<typeof loader>()
  return <ReceivePage key={screen.id} loaded={screen} {...page} />
}

export function ErrorBoundary() {
  return <PageError />
}
