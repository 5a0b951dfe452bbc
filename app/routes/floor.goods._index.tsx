import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageError } from '../ui/page-error.tsx'
import { DoorPage } from '../ui/stock/door-page.tsx'
import { beginReceipt, doorBoard } from '../wiring/door-board.server.ts'
import { onFloor } from '../wiring/floor/door.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await onFloor(request, 'stock.see')
  return doorBoard(request, shop)
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await onFloor(request, 'stock.book')
  const begun = await beginReceipt(request, { shop, by: person.handle })
  if (begun.ok) return redirect(`/floor/goods/${begun.id}`)
  return data({ words: begun.words }, { status: begun.status })
}

export default function Goods() {
  return <DoorPage board={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}

export function ErrorBoundary() {
  return <PageError />
}
