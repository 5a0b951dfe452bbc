import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PackBoardPage } from '../ui/pack/board-page.tsx'
import { PageError } from '../ui/page-error.tsx'
import { onFloor } from '../wiring/floor/door.server.ts'
import { packBoard, packBoardAction } from '../wiring/pack-board.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  return packBoard(await onFloor(request, 'pack.see'))
}

export async function action({ request }: ActionFunctionArgs) {
  return packBoardAction(request, await onFloor(request, 'pack.do'), '/floor')
}

export default function PackBoard() {
  return <PackBoardPage board={useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  return <PageError />
}
