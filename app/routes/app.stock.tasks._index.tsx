import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageError } from '../ui/page-error.tsx'
import { TasksPage } from '../ui/stock/tasks-page.tsx'
import { signedIn } from '../wiring/signed-in.server.ts'
import { taskBoard, taskBoardAction } from '../wiring/task-board.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.see')
  return taskBoard(request, shop)
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.book')
  const { status, body } = await taskBoardAction(request, shop)
  return data(body, { status })
}

export default function Tasks() {
  return (
    <TasksPage board={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  )
}

export const ErrorBoundary = PageError
