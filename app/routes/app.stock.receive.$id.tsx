import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { PageError } from '../ui/page-error.tsx'
import { ReceivePage } from '../ui/stock/receive-page.tsx'
import { receiveAction, receiveScreen } from '../wiring/receive-page.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const id = params['id'] ?? ''
  return {
    screen: await receiveScreen(shop, id),
    keeper: { url: `/app/stock/receive/${id}/scans`, person: person.handle },
    mayBook: mayDo(person.role, 'stock.book'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.book')
  const at = { shop, receiptId: params['id'] ?? '', by: person.handle }
  const { status, body } = await receiveAction(request, at)
  return data(body, { status })
}

export default function Receive() {
  const { screen, ...page } = useLoaderData<typeof loader>()
  return <ReceivePage key={screen.id} loaded={screen} {...page} />
}

export const ErrorBoundary = PageError
