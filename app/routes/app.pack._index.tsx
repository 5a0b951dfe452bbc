import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PackBoardPage } from '../ui/pack/board-page.tsx'
import { PageError } from '../ui/page-error.tsx'
import { packBoard, packBoardAction } from '../wiring/pack-board.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  return packBoard(await signedIn(request, 'pack.see'))
}

export async function action({ request }: ActionFunctionArgs) {
  return packBoardAction(request, await signedIn(request, 'pack.do'), '/app')
}

export default function PackBoard() {
  return <PackBoardPage board={useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  return <PageError />
}
