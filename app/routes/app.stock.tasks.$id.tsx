import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { PageError } from '../ui/page-error.tsx'
import { TaskPage } from '../ui/stock/task-page.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { refuseUnlessMay, signedIn } from '../wiring/signed-in.server.ts'
import { taskAction, taskDeed, taskScreen } from '../wiring/task-page.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const id = params['id'] ?? ''
  return {
    screen: await taskScreen(shop, id, person.handle),
    keeper: { url: `/app/stock/tasks/${id}/scans`, person: person.handle },
    mayBook: mayDo(person.role, 'stock.book'),
    mayApprove: mayDo(person.role, 'stock.approve'),
    mayName: mayDo(person.role, 'stock.order'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const form = await readForm(request)
  refuseUnlessMay(person, taskDeed(form.get('intent')))
  const { status, body } = await taskAction(form, shop, params['id'] ?? '', person)
  return data(body, { status })
}

export default function Task() {
  const { screen, keeper, ...may } = useLoaderData<typeof loader>()
  return <TaskPage key={screen.task.id} loaded={screen} may={may} keeper={keeper} />
}

export const ErrorBoundary = PageError
