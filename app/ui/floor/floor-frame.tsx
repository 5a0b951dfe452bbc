import { Form } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'
import { waitingOnDevice } from '../scan/kept-commands.ts'

interface FloorFrameProps {
  readonly at: { readonly shopName: string | null; readonly person: string | null }
  readonly children: ReactNode
}

/** Who is signed in, above every page of the floor; and what keeps it open without a network. */
export function FloorFrame({ at, children }: FloorFrameProps) {
  useEffect(() => {
    // Without it (an old browser, an address without TLS) pages work as long as the network does.
    navigator.serviceWorker?.register('/floor-sw.js', { scope: '/floor' }).catch(() => undefined)
  }, [])
  return (
    <>
      {at.person !== null && <Bar person={at.person} shop={at.shopName ?? ''} />}
      {children}
    </>
  )
}

function Bar({ person, shop }: { readonly person: string; readonly shop: string }) {
  const [kept, setKept] = useState(0)
  const leave = (event: FormEvent<HTMLFormElement>) => {
    if (kept > 0) return
    const form = event.currentTarget
    event.preventDefault()
    void waitingOnDevice().then((count) => {
      if (count > 0) setKept(count)
      else form.submit()
    })
  }
  return (
    <header className="ow-floor-bar">
      <span>
        <strong dir="auto">{person}</strong> <small dir="auto">{shop}</small>
      </span>
      <Form method="post" action="/floor/sign-out" reloadDocument onSubmit={leave}>
        <button type="submit">{kept > 0 ? 'Sign out all the same' : 'Sign out'}</button>
      </Form>
      {kept > 0 && (
        <p role="alert">
          {howMany(kept, 'scan waits', 'scans wait')} for the network. They are sent when {person}{' '}
          signs in here again.
        </p>
      )}
    </header>
  )
}
