import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageError } from '../ui/page-error.tsx'
import { PickBoardPage } from '../ui/pick/board-page.tsx'
import { pickBoard, pickBoardAction } from '../wiring/pick-board.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  return pickBoard(await signedIn(request, 'pick.see'), request)
}

export async function action({ request }: ActionFunctionArgs) {
  return pickBoardAction(request, await signedIn(request, 'pick.do'), '/app')
}

export default function PickBoard() {
  return <PickBoardPage board={useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  return <PageError />
}
