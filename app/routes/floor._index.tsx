import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { mayDo } from '../journey/permissions.ts'
import { PageError } from '../ui/page-error.tsx'
import { onFloor } from '../wiring/floor/door.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { name, person } = await onFloor(request, 'home.see')
  return {
    device: name,
    mayPick: mayDo(person.role, 'pick.see'),
    mayPack: mayDo(person.role, 'pack.see'),
    mayBook: mayDo(person.role, 'stock.book'),
  }
}

/** The floor's first page: large buttons, for a thumb. */
export default function FloorHome() {
  const { device, mayPick, mayPack, mayBook } = useLoaderData<typeof loader>()
  return (
    <main className="ow-floor-home">
      <h1>What do you do?</h1>
      {mayPick && (
        <Link className="ow-floor-go" to="/floor/pick">
          Pick
        </Link>
      )}
      {mayPack && (
        <Link className="ow-floor-go" to="/floor/pack">
          Pack
        </Link>
      )}
      {mayBook && (
        <>
          <Link className="ow-floor-go" to="/floor/goods">
            Receive
          </Link>
          <Link className="ow-floor-go" to="/floor/tasks">
            Put away, count, refill
          </Link>
        </>
      )}
      <p dir="auto">{device}</p>
    </main>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
