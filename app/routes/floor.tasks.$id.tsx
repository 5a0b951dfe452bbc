import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { PageError } from '../ui/page-error.tsx'
import { TaskPage } from '../ui/stock/task-page.tsx'
import { onFloor } from '../wiring/floor/door.server.ts'
import { taskScreen } from '../wiring/task-page.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await onFloor(request, 'stock.see')
  const id = params['id'] ?? ''
  return {
    screen: await taskScreen(shop, id, person.handle),
    keeper: { url: `/floor/tasks/${id}/scans`, person: person.handle },
    mayBook: mayDo(person.role, 'stock.book'),
    mayApprove: mayDo(person.role, 'stock.approve'),
    mayName: mayDo(person.role, 'stock.order'),
  }
}

/** The same page as inside the admin; it goes on without a network. */
export default function Task() {
  const { screen, keeper, ...may } = useLoaderData<typeof loader>()
  return <TaskPage key={screen.task.id} loaded={screen} may={may} keeper={keeper} />
}

export function ErrorBoundary() {
  return <PageError />
}
