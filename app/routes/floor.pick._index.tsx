import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageError } from '../ui/page-error.tsx'
import { PickBoardPage } from '../ui/pick/board-page.tsx'
import { onFloor } from '../wiring/floor/door.server.ts'
import { pickBoard, pickBoardAction } from '../wiring/pick-board.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  return pickBoard(await onFloor(request, 'pick.see'), request)
}

export async function action({ request }: ActionFunctionArgs) {
  return pickBoardAction(request, await onFloor(request, 'pick.do'), '/floor')
}

export default function PickBoard() {
  return <PickBoardPage board={useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  return <PageError />
}
